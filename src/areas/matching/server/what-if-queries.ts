import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { empty, sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { SUPPOSED } from '../core/additions.ts';
import type { Comparison, Given, Hand } from '../core/comparison.ts';
import type { ForecastShape, HandAnswer, ListHands } from '../core/what-if-contract.ts';

type Run = { id: string; divisionCode: string };

export function addHands(tx: Tx, run: Run, hands: Hand[]): void {
  const rows = hands.map((hand, i) => ({
    rank: i + 1, divisionCode: hand.communityCode, kind: hand.kind, needId: hand.needId.startsWith(SUPPOSED) ? null : hand.needId, item: hand.category, urgency: hand.urgency,
    unitsBefore: hand.unitsBefore, unitsAfter: hand.unitsAfter, from: hand.from, to: hand.to,
  }));
  tx.send(sql`
    insert into match_hand (run_id, rank, division_code, kind, need_id, item, urgency, units_before, units_after, given_before, given_after)
    select ${run.id}, rank, "divisionCode", kind, "needId", item, urgency, "unitsBefore", "unitsAfter", "from", "to"
    from ${tableOf('h', rows, { rank: 'integer', divisionCode: 'text', kind: 'text', needId: 'uuid', item: 'text', urgency: 'integer', unitsBefore: 'integer', unitsAfter: 'integer', from: 'jsonb', to: 'jsonb' })}`);
}

export function keepComparison(tx: Tx, run: Run, comparison: Comparison, forecast: ForecastShape | null): void {
  tx.send(sql`update match_run set comparison = ${JSON.stringify(comparison)}, forecast = ${forecast && JSON.stringify(forecast)} where city = current_setting('app.city') and id = ${run.id}`);
}

export type ComparedRun = { comparison: Comparison | null; forecast: ForecastShape | null; baseAsOf: string; baseKind: 'match' | 'whatIf' };

export const findCompared = (tx: Tx, runId: string): Promise<ComparedRun | null> => tx.maybe(sql`
  select m.comparison, m.forecast, coalesce(b.as_of, m.as_of) as "baseAsOf", coalesce(b.kind, 'match') as "baseKind"
  from match_run m left join match_run b on b.city = m.city and b.id = m.based_on where m.city = current_setting('app.city') and m.id = ${runId} and m.kind = 'whatIf'`);

export const listDivisionNames = (tx: Tx, codes: string[]): Promise<{ code: string; name: string }[]> =>
  tx.many(sql`select code, name from division where city = current_setting('app.city') and code = any(${[...new Set(codes)]})`);

/** What resources are called and what they offer, so that one is told from the others of its provider. */
export const listNamedResources = (tx: Tx, ids: string[]): Promise<{ id: string; providerName: string; items: string[]; homeName: string }[]> => tx.many(sql`
  select r.id, r.provider_name as "providerName", r.items, coalesce(d.name, '') as "homeName"
  from resource r left join division d on d.city = r.city and d.code = r.home_code where r.city = current_setting('app.city') and r.id = any(${[...new Set(ids)]}::uuid[])`);

export const listOrganizationNames = (tx: Tx, ids: string[]): Promise<{ id: string; name: string }[]> =>
  tx.many(sql`select id, name from organization where city = current_setting('app.city') and id = any(${[...new Set(ids)]}::uuid[])`);

export type HandRow = Omit<HandAnswer, 'personName' | 'from' | 'to'> & { fullName: string | null; from: Given[]; to: Given[] };

/** The needs that fare otherwise, as far as row security shows whose they are. */
export async function listHands(tx: Tx, { runId, kind, after, limit }: ListHands): Promise<{ total: number; items: HandRow[]; next: string | null }> {
  const where = sql`h.city = current_setting('app.city') and h.run_id = ${runId} ${kind ? sql`and h.kind = ${kind}` : empty}`, from = decodeCursor(after);
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from match_hand h where ${where}`),
    tx.many<HandRow>(sql`
      select h.rank, h.kind, h.division_code as "divisionCode", coalesce(d.name, '') as "communityName", h.need_id as "needId", p.full_name as "fullName", h.item, h.urgency,
        h.units_before as "unitsBefore", h.units_after as "unitsAfter", h.given_before as "from", h.given_after as "to"
      from match_hand h left join need n on n.city = h.city and n.id = h.need_id left join person p on p.city = n.city and p.id = n.person_id left join division d on d.city = h.city and d.code = h.division_code
      where ${where} ${from ? sql`and h.rank > ${Number(from.value) || 0}` : empty} order by h.rank limit ${limit + 1}`),
  ]);
  const items = rows.slice(0, limit);
  return { total, items, next: rows.length > limit ? encodeCursor({ value: items.at(-1)!.rank, id: runId }) : null };
}
