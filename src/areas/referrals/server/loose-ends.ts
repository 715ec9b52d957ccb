import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { LooseEndKind } from '../core/loose-end.ts';
import { DUTY_OF, isLive, LIVE } from '../core/referral.ts';
import { oweRematchesAgain, oweSteps } from './duties.ts';
import { getReferralsForUpdate, listManagers } from './queries.ts';

export type LooseEnd = { what: LooseEndKind; subjectKind: 'referral' | 'need'; subjectId: string; divisionCode: string };

const statusWords: Sql = join(LIVE.map((status) => sql`${status}`), ', ');
const kindOfStatus: Sql = sql`case r.status ${join(LIVE.map((status) => sql`when ${status} then ${DUTY_OF[status]}`), ' ')} end`;

/** What each referral under way owes: the kind and window of its one open duty. */
const OWED = sql`
  select r.city, r.id, r.division_code, r.due_on, ${kindOfStatus} as kind, case r.status when 'scheduled' then r.scheduled_for::text else '' end as window_key
  from referral r where r.status in (${statusWords})`;
const SAME = sql`u.city = o.city and u.subject_id = o.id and u.kind = o.kind and u.window_key = o.window_key and u.status = 'open'`;
const hasLive: Sql = sql`exists (select 1 from referral r where r.city = n.city and r.need_id = n.id and r.status in (${statusWords}))`;
const isOwed = (...kinds: string[]): Sql => sql`exists (select 1 from duty u where u.city = n.city and u.subject_id = n.id and u.status = 'open' and u.kind = any(${kinds}))`;
/** The referral of a need that ended last, and whether it came back without having helped. */
const LAST = sql`join lateral (
    select r.id, coalesce(r.helped, false) as helped from referral r where r.city = n.city and r.need_id = n.id and r.status not in (${statusWords}) order by r.closed_at desc, r.id limit 1) l on not l.helped`;
const FORGOTTEN = sql`n.status = 'open' and not ${hasLive} and not ${isOwed('rematchNeed', 'reviewReturns')}`;

/**
 * Nothing is ever closed by silence: every referral has ended or has exactly one open duty with its own day, every need that came back has somebody,
 * and no need is held by a referral that is no more. What is found here should not be; `sanshe check` names it.
 */
export const listLooseEnds = (tx: Tx): Promise<LooseEnd[]> =>
  tx.many(sql`
    with owed as materialized (${OWED})
    select 'noDuty' as what, 'referral' as "subjectKind", o.id as "subjectId", o.division_code as "divisionCode" from owed o where not exists (select 1 from duty u where ${SAME})
    union all select 'otherDay', 'referral', o.id, o.division_code from owed o join duty u on ${SAME} where u.due_on is distinct from o.due_on
    union all select 'dutyLeft', 'referral', u.subject_id, u.division_code from duty u
      where u.city = current_setting('app.city') and u.subject_kind = 'referral' and u.kind <> 'agreeVisit' and u.status = 'open' and not exists (select 1 from owed o where ${SAME})
    union all select 'needForgotten', 'need', n.id, n.division_code from need n ${LAST} where n.city = current_setting('app.city') and ${FORGOTTEN}
    union all select 'needHeld', 'need', n.id, n.division_code from need n where n.city = current_setting('app.city') and n.status in ('matched', 'inService') and not ${hasLive}
    union all select 'needLetGo', 'need', n.id, n.division_code from need n where n.city = current_setting('app.city') and n.status not in ('matched', 'inService') and ${hasLive}
    order by 1, 3`);

// One transaction a batch, so that locks are short and a crash loses little.
const BATCH = 500;

/** Needs that are open again, or came back, with nobody to place them: locked, and by which referral of theirs they came back. */
const listForgotten = (tx: Tx): Promise<{ referralId: string }[]> =>
  tx.many(sql`select l.id as "referralId" from need n ${LAST} where n.city = current_setting('app.city') and ${FORGOTTEN} order by n.id limit ${BATCH} for update of n skip locked`);

const listBare = (tx: Tx): Promise<{ referralId: string }[]> =>
  tx.many(sql`with owed as materialized (${OWED}) select o.id as "referralId" from owed o where not exists (select 1 from duty u where ${SAME}) order by o.id limit ${BATCH}`);

/** Gives somebody what nobody has: once, however often it is looked for. */
async function tieBatch(tx: Tx, call: Call): Promise<number> {
  const [bare, forgotten] = [await listBare(tx), await listForgotten(tx)];
  if (bare.length + forgotten.length === 0) return 0;
  const referrals = new Map((await getReferralsForUpdate(tx, [...bare, ...forgotten].map(({ referralId }) => referralId))).map((referral) => [referral.id, referral]));
  const managers = new Map((await listManagers(tx, [...referrals.values()].flatMap(({ organizationId }) => organizationId ?? []), call.today)).map(({ organizationId, accountId }) => [organizationId, accountId]));
  await oweSteps(tx, call, bare.flatMap(({ referralId }) => {
    const referral = referrals.get(referralId)!;
    const { status, dueOn, organizationId } = referral;
    return isLive(status) && dueOn ? [{ referral, status, dueOn, managerAccountId: (organizationId && managers.get(organizationId)) ?? null, isAgain: true as const }] : [];
  }));
  await oweRematchesAgain(tx, call, forgotten.map(({ referralId }) => ({ referral: referrals.get(referralId)!, why: 'openAgain' })));
  return bare.length + forgotten.length;
}

/**
 * Needs that their station has opened again after a referral came back are placed by whoever had handed them over: they are opened where no referral is known.
 * What else it finds was left by an earlier version.
 */
export async function tieLooseEnds(platform: Platform): Promise<number> {
  const actor = systemActor(platform.city);
  for (let tied = 0; ;) {
    const batch = await platform.database.transaction(scopeOf(actor), (tx) => tieBatch(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault)));
    tied += batch;
    if (batch < BATCH) return tied;
  }
}
