import type { Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { arrayOf, tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { monthOf, tally, type Cell } from '../core/tally.ts';
import type { Channel, CloseCode, NeedStatus, SameWorker, WorkerSex } from '../core/need.ts';
import type { ItemCode } from '../core/items.ts';

export type NeedRecord = {
  id: string; divisionCode: string; personId: string | null; category: string; item: ItemCode; description: string; urgency: 1 | 2 | 3; quantity: number; wishedTime: string | null; slots: string[] | null;
  language: 'zh' | 'mn' | null; qualification: string | null; workerSex: WorkerSex | null; sameWorker: SameWorker | null; status: NeedStatus; heardOn: string; verifiedOn: string | null; verifiedBy: string | null; closedOn: string | null;
  closeCode: CloseCode | null; closeReason: string | null; mergedInto: string | null; version: number;
};

const NEED = sql`id, division_code as "divisionCode", person_id as "personId", category, item, description, urgency, quantity, wished_time as "wishedTime", slots, language, qualification, worker_sex as "workerSex", same_worker as "sameWorker", status, heard_on as "heardOn",
  verified_on as "verifiedOn", verified_by as "verifiedBy", closed_on as "closedOn", close_code as "closeCode", close_reason as "closeReason", merged_into as "mergedInto", version`;

export const cellOf = (need: Pick<NeedRecord, 'divisionCode' | 'heardOn' | 'status' | 'verifiedOn' | 'category' | 'item' | 'urgency'>): Cell => ({
  divisionCode: need.divisionCode, heardMonth: monthOf(need.heardOn), status: need.status, isVerified: need.verifiedOn !== null, category: need.category, item: need.item, urgency: need.urgency,
});

/** Every change of needs says here what it did to the counts, in its own transaction: the sums are exact (0007_needs.sql). */
export function countChange(tx: Tx, call: Call, before: Cell[], after: Cell[]): void {
  const changes = tally(before, after).map((cell) => ({ ...cell, id: newId() }));
  if (changes.length === 0) return;
  tx.send(sql`
    insert into need_count (city, id, division_code, heard_month, status, is_verified, category, item, urgency, amount)
    select ${call.actor.city}, id, "divisionCode", "heardMonth", status, "isVerified", category, item, urgency, amount
    from ${tableOf('c', changes, {
      id: 'uuid', divisionCode: 'text', heardMonth: 'date', status: 'text', isVerified: 'boolean', category: 'text', item: 'text', urgency: 'smallint',
      amount: 'integer',
    })}`);
}

/** Locks the needs, in the order of their ids so that two bulk operations never wait for each other in a ring. */
export const listNeedsForUpdate = (tx: Tx, needIds: string[]): Promise<NeedRecord[]> =>
  tx.many(sql`select ${NEED} from need where city = current_setting('app.city') and id = any(${needIds}::uuid[]) order by id for update`);

export const findNeed = (tx: Tx, needId: string): Promise<(NeedRecord & { reference: string }) | null> => tx.maybe(sql`select ${NEED}, reference from need where city = current_setting('app.city') and id = ${needId}`);

/** Of two who hear the same person at once the second waits, and then sees the first one's need. In one order, so that none waits in a ring. */
export function lockPeople(tx: Tx, personIds: string[]): void {
  tx.send(sql`select count(*) from (select from person where city = current_setting('app.city') and id = any(${arrayOf('uuid', [...new Set(personIds)])}::uuid[]) order by id for no key update) as held`);
}

/** The needs still open or at work of these people and items: what a new hearing joins. */
export const listOpenOfPeople = (tx: Tx, pairs: { personId: string; item: string }[]): Promise<NeedRecord[]> => tx.many(sql`
  select ${NEED} from need where city = current_setting('app.city') and status in ('open', 'matched', 'inService')
    and (person_id, item) in (select "personId", item from ${tableOf('p', pairs, { personId: 'uuid', item: 'text' })}) order by id for update`);

export type NewNeed = Pick<NeedRecord, 'id' | 'divisionCode' | 'personId' | 'category' | 'item' | 'description' | 'urgency' | 'quantity' | 'wishedTime' | 'slots' | 'language' | 'qualification' | 'workerSex' | 'sameWorker' | 'heardOn'>;

export function addNeeds(tx: Tx, call: Call, needs: NewNeed[]): void {
  if (needs.length === 0) return;
  tx.send(sql`
    insert into need (city, id, division_code, person_id, category, item, description, urgency, quantity, wished_time, slots, language, qualification, worker_sex, same_worker, heard_on, created_at, updated_at)
    select ${call.actor.city}, id, "divisionCode", "personId", category, item, description, urgency, quantity, "wishedTime", slots, language, qualification, "workerSex", "sameWorker", "heardOn", ${call.now}, ${call.now}
    from ${tableOf('n', needs, {
      id: 'uuid', divisionCode: 'text', personId: 'uuid', category: 'text', item: 'text', description: 'text', urgency: 'smallint', quantity: 'integer',
      wishedTime: 'text', slots: 'text[]', language: 'text', qualification: 'text', workerSex: 'text', sameWorker: 'text', heardOn: 'date',
    })}`);
}

export type NewEvidence = {
  id: string; needId: string; divisionCode: string; channel: Channel; heardOn: string; heardBy: string; words: string; importId: string | null; importPlace: string | null; importOrd: number | null; typed: Record<string, unknown> | null;
  roundId?: string | null; roundMemberId?: string | null; roundDiscussionId?: string | null;
};

export function addEvidences(tx: Tx, call: Call, evidences: NewEvidence[]): void {
  if (evidences.length === 0) return;
  tx.send(sql`
    insert into evidence (city, id, need_id, division_code, channel, heard_on, heard_by, words, import_id, import_place, import_ord, typed, round_id, round_member_id, round_discussion_id, created_at)
    select ${call.actor.city}, id, "needId", "divisionCode", channel, "heardOn", "heardBy", words, "importId", "importPlace", "importOrd", typed, "roundId", "roundMemberId", "roundDiscussionId", ${call.now}
    from ${tableOf('e', evidences, {
      id: 'uuid', needId: 'uuid', divisionCode: 'text', channel: 'text', heardOn: 'date', heardBy: 'text', words: 'text', importId: 'uuid',
      importPlace: 'text', importOrd: 'integer', typed: 'jsonb', roundId: 'uuid', roundMemberId: 'uuid', roundDiscussionId: 'uuid',
    })}`);
}

/** Writes all that may change of needs; their versions go up by one. */
export function saveNeeds(tx: Tx, call: Call, needs: NeedRecord[]): void {
  if (needs.length === 0) return;
  tx.send(sql`
    update need n set category = g.category, item = g.item, description = g.description, urgency = g.urgency, quantity = g.quantity, wished_time = g."wishedTime", slots = g.slots, language = g.language,
      qualification = g.qualification, worker_sex = g."workerSex", same_worker = g."sameWorker", status = g.status, heard_on = g."heardOn", verified_on = g."verifiedOn", verified_by = g."verifiedBy", closed_on = g."closedOn", close_code = g."closeCode", close_reason = g."closeReason",
      merged_into = g."mergedInto", person_id = g."personId", version = n.version + 1, updated_at = ${call.now}
    from ${tableOf('g', needs, {
      id: 'uuid', personId: 'uuid', category: 'text', item: 'text', description: 'text', urgency: 'smallint', quantity: 'integer', wishedTime: 'text',
      slots: 'text[]', language: 'text', qualification: 'text', workerSex: 'text', sameWorker: 'text', status: 'text', heardOn: 'date', verifiedOn: 'date', verifiedBy: 'uuid', closedOn: 'date',
      closeCode: 'text', closeReason: 'text', mergedInto: 'uuid',
    })}
    where n.city = current_setting('app.city') and n.id = g.id`);
}

export const listNeedsOfPerson = (tx: Tx, personId: string): Promise<NeedRecord[]> =>
  tx.many(sql`select ${NEED} from need where city = current_setting('app.city') and person_id = ${personId} and status <> 'merged' order by id for update`);
