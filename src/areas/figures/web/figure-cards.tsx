import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import type { ByMonthAnswer, FigureAnswer } from '../core/contract.ts';
import { FIGURE_GROUPS } from '../core/figure.ts';
import { Spark } from './spark.tsx';
import { type Where, wherePart } from './where.tsx';

type Cards = { figures: FigureAnswer[]; trend: ByMonthAnswer | undefined; where: Where; chosen: string; choose: (code: string) => void };

const endsAMonth = (day: LocalDate) => addDays(day, 1).endsWith('-01');

/** A value with its unit beside it, opening to its records. */
export function Value({ figure, where, value = figure.value }: { figure: { code: string; name: string; unit: FigureAnswer['unit']; value: number }; where: { division: string; from: string; to: string }; value?: number }) {
  const unit = say(`figures.unit.${figure.unit}`);
  return (
    <To path={`/figures/${figure.code}?${wherePart(where)}`} className="figures-value" aria-label={say('figures.open', { name: figure.name, value, unit })}>
      <b>{number(value)}</b> <span>{unit}</span>
    </To>
  );
}

function Card({ figure, trend, where, chosen, choose }: Omit<Cards, 'figures'> & { figure: FigureAnswer }) {
  const isChosen = chosen === figure.code;
  const values = trend?.figures.find(({ code }) => code === figure.code)?.values;
  return (
    <li className={`figures-card${isChosen ? ' figures-chosen' : ''}`}>
      <h3>{figure.name}</h3>
      <div className="figures-card-body">
        <Value figure={figure} where={where} />
        {values ? <Spark name={figure.name} months={trend!.months} values={values} isLastPartial={figure.kind === 'flow' && !endsAMonth(where.to)} /> : <span className="figures-spark" aria-hidden="true" />}
      </div>
      <div className="figures-card-foot">
        <details className="figures-definition">
          <summary>{say('figures.definition')}<span className="unseen"> {figure.name}</span></summary>
          <p>{figure.definition} <span className="quiet">{say(`figures.kind.${figure.kind}`, { to: where.to })}</span></p>
        </details>
        <button type="button" className="text-button" aria-pressed={isChosen} onClick={() => choose(figure.code)}>{say(isChosen ? 'figures.isOnMap' : 'figures.onMap')}<span className="unseen"> {figure.name}</span></button>
      </div>
    </li>
  );
}

/** The figures in their groups. */
export function FigureCards(props: Cards) {
  return (
    <div className="figures-groups">
      {FIGURE_GROUPS.map((group) => {
        const figures = props.figures.filter((figure) => figure.group === group);
        if (figures.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`figures-${group}`}>
            <h2 id={`figures-${group}`}>{say(`figures.group.${group}`)}</h2>
            <ul className="figures-cards">{figures.map((figure) => <Card key={figure.code} {...props} figure={figure} />)}</ul>
          </section>
        );
      })}
    </div>
  );
}
