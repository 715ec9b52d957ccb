import { ancestorsOf, isWithin } from '../../../kernel/division.ts';
import { figuresScopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { empty, join, sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { AskSpread, SpreadAnswer } from '../core/contract.ts';
import { ofRun } from './queries.ts';
import { readRun } from './reads.ts';

type Row = SpreadAnswer['parts'][number];
const LENGTH_BELOW: Record<number, number> = { 4: 6, 6: 9, 9: 12 };

/** The map of a run: its units over the parts of one place, the reader's own unless named. Counted as the totals are, under the figures' scope. */
export async function readSpread(tx: Tx, call: Call, { runId, division, standing }: AskSpread): Promise<SpreadAnswer> {
  const run = await readRun(tx, call, { runId });
  const own = call.actor.divisionCode;
  // of a run over a part of one's place, that part is what there is to see
  const place = division ?? (isWithin(run.divisionCode, own) ? run.divisionCode : own);
  if (!isWithin(place, own)) throw new NotFound('division', place);
  await stepInto(tx, figuresScopeOf(call.actor));
  const path = await tx.many<{ code: string; name: string }>(sql`select code, name from division where code = any(${[...ancestorsOf(place), place].filter((code) => isWithin(code, own))}) order by code`);
  if (path.length === 0) throw new NotFound('division', place);
  const rows = await listSpread(tx, run, { division: place, standing });
  const sum = (of: 'met' | 'unmet' | 'waiting') => rows.reduce((all, row) => all + row[of], 0);
  const here = rows.find(({ code }) => code === place);
  return { path, met: sum('met'), unmet: sum('unmet'), waiting: sum('waiting'), parts: rows.filter(({ code }) => code !== place), elsewhere: here ? { met: here.met, unmet: here.unmet, waiting: here.waiting } : null };
}

/** One statement a run: every part of the place, also one with nothing in it, and the place itself where something belongs to none of them. A vetoed pair meets nobody. */
function listSpread(tx: Tx, run: { id: string; divisionCode: string; asOf: string }, { division, standing }: { division: string; standing: 'true' | 'false' }): Promise<Row[]> {
  const [p, y] = [sql`p`, sql`y`], length = LENGTH_BELOW[division.length] ?? 12;
  return tx.many(sql`
    with unit as (
      select left(p.division_code, ${length}) as code, case when p.status <> 'vetoed' then p.units else 0 end as met, case when p.status = 'vetoed' then p.units else 0 end as unmet, 0 as waiting
      from proposal p where ${join(ofRun(p, run, standing, division), ' and ')} ${standing === 'true' ? sql`and p.status <> 'superseded'` : empty}
      union all
      select left(y.division_code, ${length}), 0, case when y.waits_for is null then y.units else 0 end, case when y.waits_for is null then 0 else y.units end
      from not_yet y join need n on n.city = y.city and n.id = y.need_id where ${join(ofRun(y, run, standing, division), ' and ')} ${standing === 'true' ? sql`and n.status = 'open'` : empty}),
    counted as (select code, sum(met)::int as met, sum(unmet)::int as unmet, sum(waiting)::int as waiting from unit group by code)
    select d.code, d.name, exists (select 1 from division below where below.city = d.city and below.code > d.code and below.code < d.code || ':') as "hasParts",
      coalesce(c.met, 0) as met, coalesce(c.unmet, 0) as unmet, coalesce(c.waiting, 0) as waiting
    from division d left join counted c on c.code = d.code
    where d.code >= ${division} and d.code < ${`${division}:`}
      and (c.code is not null or (d.code <> ${division} and length(d.code) = ${length} and (d.valid_to is null or d.valid_to >= ${run.asOf})))
    order by d.code`);
}
