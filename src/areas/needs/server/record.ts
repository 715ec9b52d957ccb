import { isWithin } from '../../../kernel/division.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, type HistoryEntry } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { setTokens, tokensOf } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe } from '../../duties/server/operations.ts';
import { categoryOf, ITEMS, type ItemCode } from '../core/items.ts';
import { verifyDue, type Channel, type SameWorker, type WorkerSex } from '../core/need.ts';
import { addEvidences, addNeeds, cellOf, countChange, listOpenOfPeople, lockPeople, saveNeeds, type NeedRecord, type NewEvidence, type NewNeed } from './write-queries.ts';

/** One hearing of one need, as a form, a sheet or the demonstration gives it. Without `personId` it is a need of the place. */
export type RecordNeed = {
  personId: string | null; divisionCode: string; item: ItemCode; description?: string | null; urgency: 1 | 2 | 3; quantity?: number | null; wishedTime?: string | null; slots?: string[] | null;
  language?: 'zh' | 'mn' | null; qualification?: string | null; workerSex?: WorkerSex | null; sameWorker?: SameWorker | null;
  channel: Channel; heardOn: string; heardBy?: string | null; words?: string | null; importId?: string | null; importPlace?: string | null; importOrd?: number | null; typed?: Record<string, unknown> | null;
  /** The survey round in which it was heard, and the door or the discussion there. */
  roundId?: string | null; roundMemberId?: string | null; roundDiscussionId?: string | null;
};
export type Recorded = { needId: string; outcome: 'new' | 'joined' };

const PARTIES = ['organizationManager', 'volunteer', 'resident', 'link', 'partnerLink'];
const keyOf = (need: { personId: string | null; item: string }): string | null => (need.personId ? `${need.personId} ${need.item}` : null);

function evidenceOf(need: RecordNeed, needId: string): NewEvidence {
  return {
    id: newId(), needId, divisionCode: need.divisionCode, channel: need.channel, heardOn: need.heardOn, heardBy: need.heardBy ?? '', words: need.words ?? need.description ?? '',
    importId: need.importId ?? null, importPlace: need.importPlace ?? null, importOrd: need.importOrd ?? null, typed: need.typed ?? null,
    roundId: need.roundId ?? null, roundMemberId: need.roundMemberId ?? null, roundDiscussionId: need.roundDiscussionId ?? null,
  };
}

const newNeedOf = (need: RecordNeed): NewNeed => ({
  id: newId(), divisionCode: need.divisionCode, personId: need.personId, category: categoryOf(need.item), item: need.item, description: need.description ?? '', urgency: need.urgency, quantity: need.quantity ?? 1,
  wishedTime: need.wishedTime ?? null, slots: need.slots ?? null, language: need.language ?? null, qualification: need.qualification ?? null, workerSex: need.workerSex ?? null, sameWorker: need.sameWorker ?? null, heardOn: need.heardOn,
});

/**
 * Records hearings in bulk, in the order given. A need that is open already for the person and item gets one more piece of evidence instead of
 * a twin; the first hearing and the greatest urgency count.
 */
export async function recordNeeds(tx: Tx, call: Call, given: RecordNeed[]): Promise<Recorded[]> {
  if (given.length === 0) return [];
  const outside = given.find(({ divisionCode }) => !isWithin(divisionCode, call.actor.divisionCode));
  if (outside) throw new NotFound('division', outside.divisionCode);
  const pairs = given.flatMap(({ personId, item }) => (personId ? [{ personId, item }] : []));
  if (pairs.length > 0 && !PARTIES.includes(call.actor.role)) lockPeople(tx, pairs.map(({ personId }) => personId));
  const open = pairs.length > 0 ? await listOpenOfPeople(tx, pairs) : [];
  const known = new Map(open.map((need) => [keyOf(need)!, need]));
  const changed = new Map<string, NeedRecord>();
  const fresh = new Map<string, NewNeed>();
  const freshOf = new Map<string, NewNeed>();
  const evidences: NewEvidence[] = [];
  const heardAgain: HistoryEntry[] = [];
  const answers = given.map((hearing): Recorded => {
    const key = keyOf(hearing);
    const there = key ? changed.get(key) ?? known.get(key) : undefined;
    if (there && key) {
      changed.set(key, { ...there, urgency: Math.max(there.urgency, hearing.urgency) as 1 | 2 | 3, heardOn: hearing.heardOn < there.heardOn ? hearing.heardOn : there.heardOn });
      evidences.push(evidenceOf({ ...hearing, divisionCode: there.divisionCode }, there.id));
      heardAgain.push({ kind: 'need', subjectId: there.id, divisionCode: there.divisionCode, action: 'heardAgain', changes: { channel: [null, hearing.channel] } });
      return { needId: there.id, outcome: 'joined' };
    }
    const twin = key ? freshOf.get(key) : undefined;
    if (twin) {
      twin.urgency = Math.max(twin.urgency, hearing.urgency) as 1 | 2 | 3;
      if (hearing.heardOn < twin.heardOn) twin.heardOn = hearing.heardOn;
      evidences.push(evidenceOf({ ...hearing, divisionCode: twin.divisionCode }, twin.id));
      heardAgain.push({ kind: 'need', subjectId: twin.id, divisionCode: twin.divisionCode, action: 'heardAgain', changes: { channel: [null, hearing.channel] } });
      return { needId: twin.id, outcome: 'joined' };
    }
    const need = newNeedOf(hearing);
    fresh.set(need.id, need);
    if (key) freshOf.set(key, need);
    evidences.push(evidenceOf(hearing, need.id));
    return { needId: need.id, outcome: 'new' };
  });

  const added = [...fresh.values()];
  const touched = [...changed.values()].filter((need) => need.urgency !== known.get(keyOf(need)!)!.urgency || need.heardOn !== known.get(keyOf(need)!)!.heardOn);
  addNeeds(tx, call, added);
  saveNeeds(tx, call, touched);
  addEvidences(tx, call, evidences);
  countChange(tx, call, touched.map((need) => cellOf(known.get(keyOf(need)!)!)), [...touched.map(cellOf), ...added.map((need) => cellOf({ ...need, status: 'open', verifiedOn: null }))]);
  appendHistories(tx, call, [...added.map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode, action: 'heard' })), ...heardAgain]);
  addNotices(tx, call, [...added.map(({ id, divisionCode }) => ({ id, divisionCode })), ...changed.values()].map(({ id, divisionCode }) => ({ kind: 'need', subjectId: id, divisionCode })));
  if (!PARTIES.includes(call.actor.role)) {
    // Needs of people are found through the person; a need of a place has only its own words.
    setTokens(tx, call, added.filter(({ personId }) => personId === null).map((need) => ({ kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, tokens: tokensOf(`${ITEMS[need.item].zh} ${need.description}`, { pinyin: false }).slice(0, 60) })));
    const imported = new Set(given.flatMap((hearing, i) => (hearing.importId ? [answers[i]!.needId] : [])));
    await oweVerification(tx, call, added.map((need) => ({ ...need, isImported: imported.has(need.id) })));
  }
  return answers;
}

/** One more voice for a need that is known and open: so a need of a place, which no person joins together, is heard twice and stays one. */
export function hearAgain(tx: Tx, call: Call, need: { id: string; divisionCode: string }, hearing: Omit<RecordNeed, 'divisionCode'>): Recorded {
  addEvidences(tx, call, [evidenceOf({ ...hearing, divisionCode: need.divisionCode }, need.id)]);
  appendHistories(tx, call, [{ kind: 'need', subjectId: need.id, divisionCode: need.divisionCode, action: 'heardAgain', changes: { channel: [null, hearing.channel] } }]);
  addNotices(tx, call, [{ kind: 'need', subjectId: need.id, divisionCode: need.divisionCode }]);
  return { needId: need.id, outcome: 'joined' };
}

/** What has been heard is to be verified by the lead of the community's station. */
export async function oweVerification(tx: Tx, call: Call, needs: { id: string; divisionCode: string; item: string; urgency: number; isImported: boolean }[]): Promise<void> {
  const dueOn = { imported: verifyDue(call.today, true, 1), heard: verifyDue(call.today, false, 1), urgent: verifyDue(call.today, false, 3) };
  await owe(tx, call, needs.map((need) => ({
    kind: 'verifyNeed' as const, subjectKind: 'need', subjectId: need.id, subjectTitle: ITEMS[need.item as ItemCode].zh, divisionCode: need.divisionCode,
    dueOn: need.isImported ? dueOn.imported : need.urgency === 3 ? dueOn.urgent : dueOn.heard, owner: { role: 'stationLead' as const }, details: { item: need.item, urgency: need.urgency },
  })));
}
