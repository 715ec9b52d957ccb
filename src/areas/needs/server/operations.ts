import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { empty, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { settle, withdrawDutiesOf } from '../../duties/server/operations.ts';
import { moveNeed as move, verify, type CloseCode, type MoveRefusal, type NeedAction, type NeedStatus, type SameWorker, type WorkerSex } from '../core/need.ts';
import { cellOf, countChange, findNeed, listNeedsForUpdate, saveNeeds, type NeedRecord } from './write-queries.ts';

/** What other areas may call. */
export { hearAgain, recordNeeds, type RecordNeed, type Recorded } from './record.ts';
export { askDuplicates, type AskDuplicate } from './ask-duplicates.ts';

export type Verified = { verified: string[]; left: { needId: string; code: string }[] };

/** Verifies in bulk. What cannot be verified (closed, verified already) is answered by name and stays as it is; an id unseen is NotFound. */
export async function verifyNeeds(tx: Tx, call: Call, needIds: string[]): Promise<Verified> {
  const needs = await listNeedsForUpdate(tx, [...new Set(needIds)]);
  const seen = new Set(needs.map(({ id }) => id));
  const unseen = needIds.find((id) => !seen.has(id));
  if (unseen) throw new NotFound('need', unseen);
  const left: Verified['left'] = [];
  const right = needs.filter((need) => {
    const result = verify(need);
    if (!result.ok) left.push({ needId: need.id, code: result.refusal.code });
    return result.ok;
  });
  const after = right.map((need): NeedRecord => ({ ...need, verifiedOn: call.today, verifiedBy: call.actor.accountId }));
  saveNeeds(tx, call, after);
  countChange(tx, call, right.map(cellOf), after.map(cellOf));
  appendHistories(tx, call, after.map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode, action: 'verified' })));
  settle(tx, call, ...after.map(({ id }) => ({ kind: 'verifyNeed' as const, subjectId: id })));
  addNotices(tx, call, after.map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode })));
  return { verified: after.map(({ id }) => id), left };
}

export type MoveNeed = { needId: string; action: NeedAction; code?: CloseCode | null; reason?: string | null };

export type Moved = { needId: string; status: NeedStatus; version: number };

/**
 * Moves needs along their lifecycle: `match`, `serve`, `meet`, `release` for referrals; `withdraw`, `closeUnmet`, `reopen` from a need's own page.
 * One result a move, in their order; what is refused stays as it was, and the others go on. A need may be named once.
 */
export async function moveNeeds(tx: Tx, call: Call, moves: MoveNeed[]): Promise<Result<Moved, MoveRefusal>[]> {
  if (moves.length === 0) return [];
  const needs = new Map((await listNeedsForUpdate(tx, moves.map(({ needId }) => needId))).map((need) => [need.id, need]));
  const taken: { before: NeedRecord; after: NeedRecord; by: MoveNeed }[] = [];
  const results = moves.map((by): Result<Moved, MoveRefusal> => {
    const before = needs.get(by.needId);
    if (!before) throw new NotFound('need', by.needId);
    const moved = move(before, by.action, call.actor.role as Role | 'system' | 'link' | 'partnerLink', call.today, { code: by.code ?? null, reason: by.reason ?? null });
    if (!moved.ok) return refuse(moved.refusal);
    const after: NeedRecord = { ...before, ...moved.value };
    taken.push({ before, after, by });
    return ok({ needId: by.needId, status: after.status, version: before.version + 1 });
  });
  saveNeeds(tx, call, taken.map(({ after }) => after));
  countChange(tx, call, taken.map(({ before }) => cellOf(before)), taken.map(({ after }) => cellOf(after)));
  appendHistories(tx, call, taken.map(({ before, after, by }) => (
    { kind: 'need', subjectId: after.id, divisionCode: after.divisionCode, action: by.action, reason: by.reason ?? null, changes: { status: [before.status, after.status] } })));
  withdrawDutiesOf(tx, call, ...taken.flatMap(({ after }) => (after.closedOn ? [after.id] : [])));
  addNotices(tx, call, taken.map(({ after }) => ({ kind: 'need', subjectId: after.id, divisionCode: after.divisionCode })));
  return results;
}

export const moveNeed = async (tx: Tx, call: Call, move: MoveNeed): Promise<Result<Moved, MoveRefusal>> => (await moveNeeds(tx, call, [move]))[0]!;

/** An open need as the match asks for it. `hasConsent`: a need of a place has nobody's data in it, so it needs none. */
export type OpenNeed = {
  id: string; personId: string | null; communityCode: string; category: string; item: string; urgency: 1 | 2 | 3; heardOn: string; quantity: number;
  language: 'zh' | 'mn' | null; qualification: string | null; workerSex: WorkerSex | null; sameWorker: SameWorker | null; slots: string[] | null; hasConsent: boolean; isVerified: boolean;
};

const openNeeds = (consentOf: Sql = empty): Sql => sql`
  select n.id, n.person_id as "personId", n.division_code as "communityCode", n.category, n.item, n.urgency, n.heard_on as "heardOn", n.quantity, n.language, n.qualification, n.worker_sex as "workerSex", n.same_worker as "sameWorker", n.slots,
    (n.person_id is null or c.person_id is not null) as "hasConsent", n.verified_on is not null as "isVerified"
  from need n
  left join (select distinct person_id from consent where city = current_setting('app.city') and purpose = 'serviceMatching' and withdrawn_on is null ${consentOf}) c on c.person_id = n.person_id
  where n.city = current_setting('app.city') and n.status = 'open'`;

/** All open needs that the actor may see, by id, so that the same needs give the same match. */
export const listNeedsForMatch = (tx: Tx): Promise<OpenNeed[]> => tx.many(sql`${openNeeds()} order by n.id`);

/** One need as the match asks for it; null where it is not open. Throws where the actor sees none. */
export async function findNeedForMatch(tx: Tx, needId: string): Promise<OpenNeed | null> {
  // of one person alone: to gather all who have consented takes a large city a quarter of a second
  const consentOf = sql`and person_id = (select person_id from need where city = current_setting('app.city') and id = ${needId})`;
  const [need, known] = await Promise.all([tx.maybe<OpenNeed>(sql`${openNeeds(consentOf)} and n.id = ${needId}`), findNeed(tx, needId)]);
  if (!known) throw new NotFound('need', needId);
  return need;
}
