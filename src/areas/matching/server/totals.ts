import { isWithin } from '../../../kernel/division.ts';
import { figuresScopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { empty, join, sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findDivisionName } from '../../divisions/server/operations.ts';
import type { AskTotals, TotalsAnswer } from '../core/contract.ts';
import { ofRun, waitsFor } from './queries.ts';
import { readRun } from './reads.ts';

/**
 * What a run came to in one division, one's own unless named: a run over the city is reported to a street by the street's numbers.
 * Counted under the figures' scope, for officers of banner and city see sums of needs they do not see.
 */
export async function readTotals(tx: Tx, call: Call, { runId, division = call.actor.divisionCode, standing }: AskTotals): Promise<TotalsAnswer> {
  const run = await readRun(tx, call, { runId });
  if (!isWithin(division, call.actor.divisionCode)) throw new NotFound('division', division);
  const divisionName = (await findDivisionName(tx, division)) ?? '';
  await stepInto(tx, figuresScopeOf(call.actor));
  const [p, y] = [sql`p`, sql`y`];
  const counts = await tx.one<Omit<TotalsAnswer, 'divisionCode' | 'divisionName'>>(sql`
    with p as (select p.need_id, p.status, p.run_id from proposal p where ${join(ofRun(p, run, standing, division), ' and ')} ${standing === 'true' ? sql`and p.status <> 'superseded'` : empty}),
      y as (
        select y.need_id, y.run_id, y.waits_for, ${waitsFor(standing)} as waits_now from not_yet y join need n on n.city = y.city and n.id = y.need_id
        where ${join(ofRun(y, run, standing, division), ' and ')} ${standing === 'true' ? sql`and n.status = 'open'` : empty})
    select (select count(*) from (select need_id from p union select need_id from y) needs)::int as "all",
      (select count(distinct need_id) from (select need_id from p union all select need_id from y where waits_for is null) asked)::int as asked,
      (select count(distinct need_id) from p where status <> 'vetoed')::int as matched,
      (select count(*) from p where status = 'proposed')::int as "toDecide", (select count(*) from p where status = 'accepted')::int as accepted, (select count(*) from p where status = 'vetoed')::int as vetoed,
      (select count(*) from p where status = 'superseded')::int as superseded, exists (select 1 from p where run_id <> ${run.id} union all select 1 from y where run_id <> ${run.id}) as "hasLater",
      (select count(*) from y)::int as "notYet", (select count(*) from y where waits_now = 'consent')::int as "forConsent", (select count(*) from y where waits_now = 'verification')::int as "forVerification",
      (select count(*) from y where waits_now = 'nextRun')::int as "sinceRun"`);
  return { divisionCode: division, divisionName, ...counts };
}
