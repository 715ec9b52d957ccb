import { ok, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, changesBetween } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { SplitNeed } from '../core/contract.ts';
import { admitSplit, type Channel, type SplitRefusal } from '../core/need.ts';
import { getUnchanged, type ChangedMeanwhile } from './commands.ts';
import { hearAgain, recordNeeds, type Recorded } from './record.ts';
import { findNeed, lockPeople, saveNeeds } from './write-queries.ts';

type Hearing = { channel: Channel; heardOn: string; heardBy: string; words: string; importPlace: string | null; roundId: string | null; roundMemberId: string | null; roundDiscussionId: string | null };

const listHearings = (tx: Tx, needId: string): Promise<Hearing[]> => tx.many(sql`
  select channel, heard_on as "heardOn", heard_by as "heardBy", words, import_place as "importPlace", round_id as "roundId", round_member_id as "roundMemberId", round_discussion_id as "roundDiscussionId"
  from evidence where city = current_setting('app.city') and need_id = ${needId} and struck_on is null order by heard_on, created_at, id`);

/**
 * Takes a second need out of what was heard as one. Every hearing is evidence of both, so the second has waited as long as the first; where it is open already it is
 * joined. Wishes for when and by whom go along; it is verified on its own. Taken back by withdrawing it.
 */
export async function splitNeed(tx: Tx, call: Call, input: SplitNeed): Promise<Result<Recorded, SplitRefusal | ChangedMeanwhile>> {
  const seen = await findNeed(tx, input.needId);
  if (!seen) throw new NotFound('need', input.needId);
  // in the order in which a hearing locks: the person, then the needs
  if (seen.personId) lockPeople(tx, [seen.personId]);
  const unchanged = await getUnchanged(tx, input.needId, input.version);
  if (!unchanged.ok) return unchanged;
  const need = unchanged.value;
  const admitted = admitSplit(need, input.item);
  if (!admitted.ok) return admitted;

  const hearings = await listHearings(tx, need.id);
  const { item, description, urgency, quantity } = input;
  const { personId, divisionCode, wishedTime, slots, language, workerSex, sameWorker } = need;
  const [first = { channel: 'other' as const, heardOn: need.heardOn, heardBy: call.actor.name, words: description }, ...others] = hearings
    .map((hearing) => ({ ...hearing, personId, item, description, urgency, quantity: quantity ?? 1, wishedTime, slots, language, workerSex, sameWorker }));
  const made = (await recordNeeds(tx, call, [{ personId, item, description, urgency, ...first, divisionCode }]))[0]!;
  for (const hearing of others) hearAgain(tx, call, { id: made.needId, divisionCode }, hearing);
  if (made.outcome === 'new') tx.send(sql`update need set split_from = ${need.id} where city = current_setting('app.city') and id = ${made.needId}`);
  const kept = input.kept ?? need.description;
  saveNeeds(tx, call, [{ ...need, description: kept }]);
  appendHistories(tx, call, [
    { kind: 'need', subjectId: need.id, divisionCode, action: 'split', changes: { ...changesBetween({ description: need.description }, { description: kept }), item: [need.item, item] } },
    { kind: 'need', subjectId: made.needId, divisionCode, action: 'splitFrom', changes: null },
  ]);
  addNotice(tx, call, { kind: 'need', subjectId: need.id, divisionCode });
  return ok(made);
}
