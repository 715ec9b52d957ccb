import Segmented from 'antd/es/segmented';
import { isLocalDate } from '../../../kernel/local-date.ts';
import { DivisionPicker } from '../../../platform/web/division-picker.tsx';
import { DayInput } from '../../../platform/web/form-inputs.tsx';
import { today } from '../../../platform/web/format.ts';
import { oneOf, To, type AddressValues } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import type { FiguresAnswer } from '../core/contract.ts';
import { lastMonth, thisMonth, thisYear, wholeYear, type Period } from '../core/period.ts';

const PERIODS = ['month', 'lastMonth', 'year', 'lastYear', 'custom'] as const;
type PeriodKey = (typeof PERIODS)[number];

/** Place and period as the address has them; whatever makes no sense there is left out. */
export type Where = Period & { division: string; key: PeriodKey };

function periodOf(key: Exclude<PeriodKey, 'custom'>): Period {
  switch (key) {
    case 'month': return thisMonth(today());
    case 'lastMonth': return lastMonth(today());
    case 'year': return thisYear(today());
    case 'lastYear': return wholeYear(String(Number(today().slice(0, 4)) - 1));
  }
}

/** `?division=150602&period=lastYear`, or `from` and `to`; at first the place of the grant and this year. */
export function readWhere(raw: AddressValues, ownDivision: string): Where {
  const division = raw.division && /^\d{4,12}$/.test(raw.division) ? raw.division : ownDivision;
  const { from, to } = raw;
  if (from && to && isLocalDate(from) && isLocalDate(to) && from <= to) {
    const known = PERIODS.find((key) => key !== 'custom' && periodOf(key).from === from && periodOf(key).to === to);
    return { division, from, to, key: raw.period === 'custom' ? 'custom' : (known ?? 'custom') };
  }
  const key = oneOf(raw.period, PERIODS, 'year');
  return { division, ...periodOf(key === 'custom' ? 'year' : key), key };
}

export const useOwnDivision = (): string => grantOf(useSession())?.divisionCode ?? '1506';

/** The part of an address that says where and when. */
export const wherePart = ({ division, from, to }: Period & { division: string }): string => `division=${division}&from=${from}&to=${to}`;

type Change = (values: Record<string, string | null>) => void;

/** Which period: four that are asked most, or any two days. */
export function PeriodChoice({ where, change }: { where: Where; change: Change }) {
  return (
    <div className="figures-period">
      <Segmented aria-label={say('figures.period')} value={where.key} options={PERIODS.map((value) => ({ value, label: say(`figures.period.${value}`) }))}
        onChange={(key) => change(key === 'custom' ? { period: 'custom', from: where.from, to: where.to } : { period: key === 'year' ? null : key, from: null, to: null })} />
      {where.key === 'custom' && (
        <div className="filter-days">
          <DayInput value={where.from} label={say('figures.from')} max={where.to} onChange={(from) => from && change({ period: 'custom', from, to: where.to })} />
          <span aria-hidden="true">–</span>
          <DayInput value={where.to} label={say('figures.to')} min={where.from} onChange={(to) => to && change({ period: 'custom', from: where.from, to })} />
        </div>
      )}
    </div>
  );
}

/** From the place of the grant down to this one, and a way to any other below. */
export function PlaceChoice({ path, where, change, pathTo }: { path: FiguresAnswer['path']; where: Where; change: Change; pathTo: (division: string) => string }) {
  const own = useOwnDivision();
  return (
    <div className="figures-place">
      <nav aria-label={say('figures.path')}>
        <ol>{path.map(({ code, name }) => <li key={code}>{code === where.division ? <span aria-current="page">{name}</span> : <To path={pathTo(code)}>{name}</To>}</li>)}</ol>
      </nav>
      {own.length < 12 && <DivisionPicker value={null} under={own} label={say('figures.elsewherePlace')} placeholder={say('figures.elsewherePlace')} onChange={(division) => division && change({ division: division === own ? null : division })} />}
    </div>
  );
}
