import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import { auditReadOnce } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { encodeCursor } from '../../../platform/server/cursor.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, settle } from '../../duties/server/operations.ts';
import { recordNeeds } from '../../needs/server/operations.ts';
import { isGuardianAsked } from '../../people/core/consent.ts';
import { giveConsents } from '../../people/server/operations.ts';
import type { CallRow, DoorRow, HearMember, ListCalls, ListDoors, MemberFile, NoteAttempt, OneMember, OneRound, RoundRoute, SheetOfRound } from '../core/round-contract.ts';
import { admitAttempt, type Attempt, type DayPart } from '../core/round.ts';
import { addContact, countCalls, countHeard, findAtDoor, findBeside, getMember, getMemberForUpdate, listBlocks, listCallRows, listDoorRows, listOpenDoors, listPeopleOf, type MemberRecord, type NewContact } from './contact-queries.ts';
import { listAnsweredAtDoor } from './door-answers.ts';
import { showLink } from './link-code.ts';
import { findLinkOfMember } from './link-queries.ts';
import { findShown, getRound, lockRound, type RoundRecord } from './round-queries.ts';

/** Whoever promised to come or call again finds it in their work on that day. */
async function oweAgain(tx: Tx, call: Call, round: RoundRecord, member: MemberRecord, contact: NewContact): Promise<void> {
  if (member.againOn) settle(tx, call, { kind: 'tryAgain', subjectId: member.id, windowKey: String(member.attempts) });
  if (!contact.againOn) return;
  await owe(tx, call, [{
    kind: 'tryAgain', subjectKind: 'roundMember', subjectId: member.id, subjectTitle: round.purpose, divisionCode: member.divisionCode, windowKey: String(member.attempts + 1), dueOn: contact.againOn,
    owner: { role: call.actor.role as Role, accountId: call.actor.accountId }, details: { path: `/rounds/${round.id}/doors/${member.id}?by=${contact.channel}`, mayHold: ['stationLead', 'stationWorker', 'socialWorker'] },
  }]);
}

/** Loads a member and its round, so that nobody else changes them meanwhile. */
async function takeMember(tx: Tx, memberId: string): Promise<{ round: RoundRecord; member: MemberRecord; heard: number }> {
  const { roundId } = await getMember(tx, memberId);
  await lockRound(tx, roundId, 'shared');
  const member = await getMemberForUpdate(tx, memberId);
  const [round, heard] = await Promise.all([getRound(tx, roundId), countHeard(tx, member)]);
  return { round, member, heard };
}

/** Notes an attempt and what it changes: where the member stands, what is promised, what the pages show. */
export async function noteContact(tx: Tx, call: Call, round: RoundRecord, member: MemberRecord, contact: NewContact): Promise<void> {
  addContact(tx, call, member, contact);
  await oweAgain(tx, call, round, member, contact);
  appendHistory(tx, call, { kind: 'roundMember', subjectId: member.id, divisionCode: member.divisionCode, action: 'tried', changes: { outcome: [member.outcome, contact.outcome] } });
  addNotice(tx, call, { kind: 'surveyRound', subjectId: round.id, divisionCode: member.divisionCode });
}

/** Notes what became of going to a door, or of a call. */
export async function noteAttempt(tx: Tx, call: Call, input: NoteAttempt): Promise<Result<{ memberId: string; outcome: NoteAttempt['outcome']; attempts: number }>> {
  const { round, member, heard } = await takeMember(tx, input.memberId);
  const isAgain = input.outcome === 'again';
  const attempt: Attempt & { againPart: DayPart | null } = { channel: input.channel, outcome: input.outcome, againOn: isAgain ? input.againOn ?? null : null, againPart: isAgain ? input.againPart ?? null : null };
  const admitted = admitAttempt(round, heard, attempt, call.today);
  if (!admitted.ok) return isAgain && admitted.refusal.code !== 'roundNotRunning' ? refuse({ ...admitted.refusal, field: 'againOn' }) : admitted;
  await noteContact(tx, call, round, member, { ...attempt, note: input.note ?? '' });
  return ok({ memberId: member.id, outcome: input.outcome, attempts: member.attempts + 1 });
}

/** Hears a need at a door or on the telephone. The first one also notes that the member has been heard. */
export async function hearMember(tx: Tx, call: Call, input: HearMember): Promise<Result<{ memberId: string; needId: string; outcome: 'new' | 'joined' }>> {
  const { round, member, heard } = await takeMember(tx, input.memberId);
  const admitted = admitAttempt(round, heard, { channel: input.channel, outcome: 'heard', againOn: null }, call.today);
  if (!admitted.ok) return admitted;
  const person = await findAtDoor(tx, member, input.personId);
  if (!person) return refuse({ code: 'notOfThisDoor', field: 'personId' });
  const isGuardians = Boolean(input.guardianConsents) && isGuardianAsked(person.birthDate, call.today);
  if (input.consents || isGuardians) {
    const [refused] = await giveConsents(tx, call, [{ personId: input.personId, divisionCode: person.divisionCode, purpose: 'serviceMatching', basis: isGuardians ? 'guardianConsent' : 'consent', givenHow: 'spoken', givenOn: call.today }]);
    if (refused) return refuse({ ...refused.refusal, field: 'consents' });
  }
  if (member.outcome !== 'heard') await noteContact(tx, call, round, member, { channel: input.channel, outcome: 'heard', againOn: null, againPart: null, note: '' });
  const words = input.words ?? '';
  const [made] = await recordNeeds(tx, call, [{
    personId: input.personId, divisionCode: person.divisionCode, item: input.item, urgency: input.urgency, description: words, words, channel: input.channel, heardOn: call.today, heardBy: call.actor.name, roundId: round.id, roundMemberId: member.id,
  }]);
  return ok({ memberId: member.id, ...made! });
}

export async function readRoute(tx: Tx, call: Call, { roundId }: OneRound): Promise<RoundRoute> {
  await getRound(tx, roundId);
  const blocks = await listBlocks(tx, call, roundId);
  return { blocks, members: blocks.reduce((sum, { members }) => sum + members, 0), done: blocks.reduce((sum, { done }) => sum + done, 0) };
}

export async function listDoors(tx: Tx, _call: Call, { roundId, cell }: ListDoors): Promise<{ doors: DoorRow[] }> {
  await getRound(tx, roundId);
  return { doors: await listDoorRows(tx, roundId, cell) };
}

/** More doors than anybody takes along on paper. */
const MOST_ON_PAPER = 400;

/** What is still to be walked, for whoever takes paper along: addresses and boxes, and nobody's telephone. */
export async function readSheet(tx: Tx, call: Call, { roundId }: OneRound): Promise<SheetOfRound> {
  const [round, { blocks: all }, doors] = await Promise.all([findShown(tx, call, roundId), readRoute(tx, call, { roundId }), listOpenDoors(tx, roundId, MOST_ON_PAPER)]);
  const blocks: SheetOfRound['blocks'] = [];
  for (const { cell, block, divisionName, ...door } of doors) {
    if (blocks.at(-1)?.cell !== cell) blocks.push({ cell, block, divisionName, doors: [] });
    blocks.at(-1)!.doors.push(door);
  }
  return { purpose: round.purpose, divisionName: round.divisionName, fromOn: round.fromOn, untilOn: round.untilOn, total: all.reduce((sum, { members, done }) => sum + members - done, 0), blocks };
}

export async function listCalls(tx: Tx, call: Call, input: ListCalls): Promise<{ total: number; items: CallRow[]; next: string | null }> {
  await getRound(tx, input.roundId);
  const [total, rows] = await Promise.all([countCalls(tx, call, input), listCallRows(tx, call, input)]);
  const last = rows[input.limit - 1];
  return { total, items: rows.slice(0, input.limit), next: rows.length > input.limit && last ? encodeCursor({ value: last.turn, id: last.id }) : null };
}

/** A door or a person of the round: who lives there, what has been tried, what was heard. That it was opened stands in each one's file. */
export async function readMember(tx: Tx, call: Call, { memberId }: OneMember): Promise<MemberFile> {
  const member = await getMember(tx, memberId);
  const [people, { round, ...beside }, answered, link] = await Promise.all([listPeopleOf(tx, call, member), findBeside(tx, member), listAnsweredAtDoor(tx, memberId), findLinkOfMember(tx, memberId)]);
  for (const { id, divisionCode } of people) await auditReadOnce(tx, call, { kind: 'person', subjectId: id, divisionCode, purpose: 'surveyRound', operation: 'person.atDoor' });
  const { householdId: _h, personId: _p, divisionCode: _d, routeOrder: _r, ...shown } = member;
  return { ...shown, ...round, ...beside, answered, link: link && showLink(call, link), people: people.map(({ divisionCode: _place, ...person }) => person) };
}
