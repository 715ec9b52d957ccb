import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, appendHistory } from '../../../platform/server/history.ts';
import { addNotice, addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { settle, withdrawDutiesOf } from '../../duties/server/operations.ts';
import { moveNeed as move, verify, type CloseCode, type MoveRefusal, type NeedAction, type NeedStatus } from '../core/need.ts';
import { cellOf, countChange, listNeedsForUpdate, saveNeeds, type NeedRecord } from './write-queries.ts';

/** What other areas may call. */
export { recordNeeds, type RecordNeed, type Recorded } from './record.ts';
export { askDuplicates, type AskDuplicate } from './duplicates.ts';

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
  for (const { id } of after) settle(tx, call, { kind: 'verifyNeed', subjectId: id });
  addNotices(tx, call, after.map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode })));
  return { verified: after.map(({ id }) => id), left };
}

export type MoveNeed = { needId: string; action: NeedAction; code?: CloseCode | null; reason?: string | null };

/** Moves a need along its lifecycle: `match`, `serve`, `meet`, `release` for referrals; `withdraw`, `closeUnmet`, `reopen` from its own page. */
export async function moveNeed(tx: Tx, call: Call, { needId, action, code, reason }: MoveNeed): Promise<Result<{ needId: string; status: NeedStatus; version: number }, MoveRefusal>> {
  const [need] = await listNeedsForUpdate(tx, [needId]);
  if (!need) throw new NotFound('need', needId);
  const moved = move(need, action, call.actor.role as Role | 'system' | 'link', call.today, { code: code ?? null, reason: reason ?? null });
  if (!moved.ok) return refuse(moved.refusal);
  const after: NeedRecord = { ...need, ...moved.value };
  saveNeeds(tx, call, [after]);
  countChange(tx, call, [cellOf(need)], [cellOf(after)]);
  appendHistory(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, action, reason: reason ?? null, changes: { status: [need.status, after.status] } });
  if (after.closedOn) withdrawDutiesOf(tx, call, need.id);
  addNotice(tx, call, { kind: 'need', subjectId: need.id, divisionCode: need.divisionCode });
  return ok({ needId, status: after.status, version: need.version + 1 });
}

/** An open need as the match asks for it. `hasConsent`: a need of a place has nobody's data in it, so it needs none. */
export type OpenNeed = {
  id: string; personId: string | null; communityCode: string; category: string; item: string; urgency: 1 | 2 | 3; heardOn: string; quantity: number;
  language: 'zh' | 'mn' | null; qualification: string | null; slots: string[] | null; hasConsent: boolean; isVerified: boolean;
};

/** All open needs that the actor may see, by id, so that the same needs give the same match. */
export const listNeedsForMatch = (tx: Tx): Promise<OpenNeed[]> => tx.many(sql`
  select n.id, n.person_id as "personId", n.division_code as "communityCode", n.category, n.item, n.urgency, n.heard_on as "heardOn", n.quantity, n.language, n.qualification, n.slots,
    (n.person_id is null or c.person_id is not null) as "hasConsent", n.verified_on is not null as "isVerified"
  from need n
  left join (select distinct person_id from consent where city = current_setting('app.city') and purpose = 'serviceMatching' and withdrawn_on is null) c on c.person_id = n.person_id
  where n.city = current_setting('app.city') and n.status = 'open' order by n.id`);
