import { number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { ForecastShape, Names } from '../core/what-if-contract.ts';
import { sayAddition, sayBrings } from './what-if-sentences.ts';

/** Step by step what each addition brings beside those before it; then the sum that was foreseen, and what a whole new match came to. */
export function ForecastSheet({ forecast: { steps, gain, came, isBorneOut, isDivided }, names }: { forecast: ForecastShape; names: Names }) {
  return (
    <section className="matching-sheet">
      <div className="matching-sheet-head">
        <h2>{say('matching.forecast.title')}</h2>
        {isDivided && !isBorneOut
          ? <StatusTag word={say('matching.forecast.divided')} tone="sand" shape="half" />
          : <StatusTag word={say(isBorneOut ? 'matching.forecast.borneOut' : 'matching.forecast.notBorneOut')} tone={isBorneOut ? 'steppe' : 'poppy'} shape={isBorneOut ? 'tick' : 'cross'} />}
      </div>
      <p className="quiet">{say('matching.forecast.lead')}{isDivided && ` ${say('matching.forecast.dividedWords')}`}</p>
      <table className="matching-table matching-steps">
        <thead><tr><th>{say('matching.gap.rank')}</th><th>{say('matching.gap.what')}</th><th>{say('matching.forecast.brings')}</th></tr></thead>
        <tbody>{steps.map((step, i) => <tr key={i}><td>{number(i + 1)}</td><td>{sayAddition(step.addition, names)}</td><td>{sayBrings(step.gain)}</td></tr>)}</tbody>
        <tfoot>
          <tr><td /><th scope="row">{say('matching.forecast.sum')}</th><td>{sayBrings(gain)}</td></tr>
          <tr><td /><th scope="row">{say('matching.forecast.came')}</th><td>{sayBrings(came)}</td></tr>
        </tfoot>
      </table>
    </section>
  );
}
