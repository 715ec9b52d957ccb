import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, reopen, settle } from '../../duties/server/operations.ts';
import { moveNeeds } from '../../needs/server/operations.ts';
import type { DecidedReturned, DecideReturned, ReturnedAnswer } from '../core/contract.ts';
import { decideReturned, reviewDue, reviewsOf, type Decision, type Returned } from '../core/returns.ts';
import { titleOf } from './duties.ts';

// before its yes or after it: the provider's no
const DECLINED = sql`r.decline_code is not null`;
const NOT_HELPED = sql`r.status = 'confirmed' and not r.helped`;

type ReturnedNeed = Returned & { needId: string; divisionCode: string; item: string; urgency: number; communityName: string };

/** Open needs of which a referral has come back (since a moment), with how often each has come back in all. */
const listReturnedNeeds = (tx: Tx, since: Date | null): Promise<ReturnedNeed[]> =>
  tx.many(sql`
    select n.id as "needId", n.division_code as "divisionCode", n.item, n.urgency, max(r.community_name) as "communityName",
      count(*) filter (where ${DECLINED})::integer as declined, count(*) filter (where ${NOT_HELPED})::integer as "notHelped"
    from referral r join need n on n.city = r.city and n.id = r.need_id
    where n.closed_on is null and n.status <> 'merged' and r.need_id in (
      select need_id from referral where decline_code is not null and closed_at > ${since ?? '-infinity'}::timestamptz union select need_id from referral where status = 'confirmed' and not helped and closed_at > ${since ?? '-infinity'}::timestamptz)
    group by n.city, n.id order by n.id`);

/**
 * Names the lead of the place where a need has come back too often. A job does it: a provider who declines sees neither who else did nor whose it is.
 * The round is the duty's identity, so that counting again makes nothing more.
 */
export async function oweReviews(tx: Tx, call: Call, since: Date | null): Promise<void> {
  const rounds = (await listReturnedNeeds(tx, since)).flatMap((need) => reviewsOf(need).map((windowKey) => ({ need, windowKey, dueOn: reviewDue(call.today, need.urgency) })));
  await owe(tx, call, rounds.map(({ need, windowKey, dueOn }) => ({
    kind: 'reviewReturns' as const, subjectKind: 'need', subjectId: need.needId, subjectTitle: titleOf(need), divisionCode: need.divisionCode, windowKey,
    dueOn, owner: { role: 'stationLead' as const }, details: { needId: need.needId, item: need.item, place: need.communityName, urgency: need.urgency, declined: need.declined, notHelped: need.notHelped },
  })));
  // taken off with a need that was closed, and is open again: nobody has decided
  reopen(tx, call, ...rounds.map(({ need, windowKey, dueOn }) => ({ kind: 'reviewReturns' as const, subjectId: need.needId, windowKey, dueOn, wasWithdrawn: true as const })));
}

type Waiting = { windowKey: string; dueOn: LocalDate; ownerName: string | null; ownerRole: string };
const listWaiting = (tx: Tx, needId: string): Promise<Waiting[]> =>
  tx.many(sql`
    select d.window_key as "windowKey", d.due_on as "dueOn", a.name as "ownerName", d.owner_role as "ownerRole" from duty d left join account a on a.city = d.city and a.id = d.owner_account_id
    where d.subject_id = ${needId} and d.kind = 'reviewReturns' and d.status = 'open' order by d.due_on, d.id`);

/** What came back of a need: who said no and why, and whose it is to look at it. */
export async function readReturned(tx: Tx, _call: Call, { needId }: { needId: string }): Promise<ReturnedAnswer> {
  const [items, waiting] = await Promise.all([
    tx.many<ReturnedAnswer['items'][number]>(sql`
      select r.id as "referralId", r.provider_name as "providerName", case r.status when 'confirmed' then 'notHelped' when 'failed' then 'declined' else r.status end as what, r.status = 'failed' as "isAfterYes",
        r.decline_code as "declineCode", r.refusal_code as "refusalCode", case r.status when 'declined' then r.decline_words when 'refused' then r.refusal_words when 'failed' then r.closed_reason else r.resident_words end as words, r.closed_at as at
      from referral r where r.need_id = ${needId} and (${DECLINED} or r.status = 'refused' or ${NOT_HELPED}) order by r.closed_at desc, r.id`),
    listWaiting(tx, needId),
  ]);
  const [first] = waiting;
  return { items, waiting: first ? { dueOn: first.dueOn, ownerName: first.ownerName, ownerRole: first.ownerRole as never } : null };
}

const DONE_AS: Record<Decision, string> = { another: 'decidedAnother', meeting: 'decidedMeeting', notNow: 'decidedNotNow' };

/** The lead's decision about a need that has come back too often. It ends the looking at it, never silently the need. */
export async function decideAboutReturned(tx: Tx, call: Call, { needId, decision, meetsOn, reason }: Omit<DecideReturned, 'requestId'>): Promise<Result<DecidedReturned>> {
  const need = await tx.maybe<{ divisionCode: string; item: string; status: string; communityName: string }>(sql`
    select n.division_code as "divisionCode", n.item, n.status, coalesce(d.name, '') as "communityName" from need n left join division d on d.city = n.city and d.code = n.division_code
    where n.id = ${needId} for update of n`);
  if (!need) throw new NotFound('need', needId);
  const openWindows = (await listWaiting(tx, needId)).map(({ windowKey }) => windowKey);
  const decided = decideReturned({ openWindows, needStatus: need.status }, decision, meetsOn ?? null, call.today);
  if (!decided.ok) return refuse(decided.refusal);
  const { closes, next } = decided.value;
  settle(tx, call, ...openWindows.filter((windowKey) => windowKey !== next?.windowKey).map((windowKey) => ({ kind: 'reviewReturns' as const, subjectId: needId, windowKey })));
  appendHistory(tx, call, { kind: 'need', subjectId: needId, divisionCode: need.divisionCode, action: DONE_AS[decision], reason, changes: meetsOn && decision === 'meeting' ? { meetsOn: [null, meetsOn] } : null });
  addNotice(tx, call, { kind: 'need', subjectId: needId, divisionCode: need.divisionCode });
  if (closes) {
    const [moved] = await moveNeeds(tx, call, [{ needId, action: 'closeUnmet', code: 'noResource', reason }]);
    if (!moved!.ok) return refuse({ code: 'needAtWork' });
  }
  if (next) {
    await owe(tx, call, [{
      kind: 'reviewReturns', subjectKind: 'need', subjectId: needId, subjectTitle: titleOf(need), divisionCode: need.divisionCode, ...next,
      owner: { role: 'stationLead', accountId: call.actor.accountId }, details: { needId, item: need.item, place: need.communityName },
    }]);
    reopen(tx, call, { kind: 'reviewReturns', subjectId: needId, ...next }); // a meeting that was moved, and is moved back
  }
  return ok({ needId, decision });
}
