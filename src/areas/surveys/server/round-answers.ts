import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { addWorkingDays } from '../../../kernel/working-days.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, settle } from '../../duties/server/operations.ts';
import { recordNeeds } from '../../needs/server/operations.ts';
import { mapVersions } from '../core/map-versions.ts';
import type { ResponseChannel, SubmitResponse, Submitted } from '../core/response-contract.ts';
import type { MakeDoorLink, NameAnswerer, OneRound, RoundAnswers } from '../core/round-contract.ts';
import { wayOf, type MemberChannel } from '../core/round.ts';
import { noteContact } from './contact-operations.ts';
import { findAtDoor, getMember, getMemberForUpdate, listPeopleOf, type MemberRecord } from './contact-queries.ts';
import { findAnswered, needsIn, type Answered } from './door-answers.ts';
import { codeOfLink, hashOf } from './link-code.ts';
import { findLinkOfMember, insertLink } from './link-queries.ts';
import { getKept } from './queries.ts';
import { getForm, insertResponseNeeds, type Superseded } from './response-queries.ts';
import { getRound, lockRound, type RoundRecord } from './round-queries.ts';

/** Working days to say who answered by the link of a door: its needs are nobody's until then. */
const DAYS_TO_NAME = 3;

/** Where in a round an answer stands. Without a member it is of somebody off the list, or of a discussion: kept, and in no estimate. */
export type InRound = { round: RoundRecord; member: MemberRecord | null; way: MemberChannel | 'talk' };

/** The door of a person in a round, if it was drawn. */
const findDoorOf = async (tx: Tx, roundId: string, personId: string): Promise<string | null> => (await tx.maybe<{ id: string }>(sql`
  select m.id from round_member m where m.city = current_setting('app.city') and m.round_id = ${roundId}
    and (m.person_id = ${personId} or m.household_id = (select household_id from person where city = current_setting('app.city') and id = ${personId}))`))?.id ?? null;

/** Finds the round and the door that an answer is of. A correction stays where the corrected answer stands, also in a round that is over. */
export async function placeInRound(tx: Tx, input: SubmitResponse, earlier: Superseded | null): Promise<Result<InRound | null>> {
  const asked = input.memberId ? await getMember(tx, input.memberId) : null;
  const roundId = earlier ? earlier.roundId : asked?.roundId ?? input.roundId;
  if (!roundId) return ok(null);
  if (!earlier && input.roundId && input.roundId !== roundId) throw new NotFound('roundMember', input.memberId!);
  await lockRound(tx, roundId, 'shared');
  const round = await getRound(tx, roundId);
  const way = wayOf(input.channel);
  if (!earlier) {
    if (round.status !== 'running') return refuse({ code: 'roundNotRunning', status: round.status });
    if (!round.channels.includes(way)) return refuse({ code: 'channelNotOfRound', channel: way, field: 'channel' });
    if (round.questionnaireId !== input.questionnaireId) return refuse({ code: 'questionnaireNotOfRound' });
    if (round.begunOn && input.askedOn < round.begunOn) return refuse({ code: 'askedBeforeRound', begunOn: round.begunOn, field: 'askedOn' });
  }
  const memberId = earlier ? earlier.roundMemberId : asked?.id ?? (input.personId && way !== 'talk' ? await findDoorOf(tx, roundId, input.personId) : null);
  const member = memberId ? await getMemberForUpdate(tx, memberId) : null;
  if (member && input.personId && !(await findAtDoor(tx, member, input.personId))) return refuse({ code: 'notOfThisDoor', field: 'personId' });
  return ok({ round, member, way });
}

/** Whoever was drawn and has answered has been heard, with needs or without. */
export async function noteHeard(tx: Tx, call: Call, { round, member, way }: InRound, isByLink = false): Promise<void> {
  if (!member || way === 'talk' || member.outcome === 'heard' || round.status !== 'running') addNotice(tx, call, { kind: 'surveyRound', subjectId: round.id, divisionCode: member?.divisionCode ?? round.divisionCode });
  else await noteContact(tx, call, round, member, { channel: way, outcome: 'heard', againOn: null, againPart: null, note: '', isByLink });
}

/** The link of one door. It is made once, asks the version of the round, takes one answer, and names nobody to whoever opens it. */
export async function makeDoorLink(tx: Tx, call: Call, { memberId }: MakeDoorLink): Promise<Result<{ memberId: string; linkId: string }>> {
  const { roundId } = await getMember(tx, memberId);
  await lockRound(tx, roundId, 'shared');
  const [member, round] = await Promise.all([getMemberForUpdate(tx, memberId), getRound(tx, roundId)]);
  if (round.status !== 'running') return refuse({ code: 'roundNotRunning', status: round.status });
  if (!round.channels.includes('questionnaire') || !round.questionnaireId) return refuse({ code: 'channelNotOfRound', channel: 'questionnaire' });
  if (round.untilOn < call.today) return refuse({ code: 'roundEndsBeforeToday', today: call.today });
  const known = await findLinkOfMember(tx, memberId);
  if (known) return ok({ memberId, linkId: known.id });
  const id = newId();
  insertLink(tx, call, { id, questionnaireId: round.questionnaireId, divisionCode: member.divisionCode, codeHash: hashOf(codeOfLink(call.vault, id)), place: round.purpose.slice(0, 100), expiresOn: round.untilOn, mostAnswers: 1, roundId, roundMemberId: memberId, version: round.questionnaireVersion });
  appendHistory(tx, call, { kind: 'roundMember', subjectId: memberId, divisionCode: member.divisionCode, action: 'linkMade' });
  addNotice(tx, call, { kind: 'surveyRound', subjectId: roundId, divisionCode: member.divisionCode });
  return ok({ memberId, linkId: id });
}

/** Whoever gave out the link was at that door, and says who answered; once, however often it is asked. */
async function oweNaming(tx: Tx, call: Call, round: RoundRecord, member: MemberRecord): Promise<void> {
  const link = await findLinkOfMember(tx, member.id);
  const accountId = link?.madeBy ?? round.ownerId;
  await owe(tx, call, [{
    kind: 'nameAnswerer', subjectKind: 'roundMember', subjectId: member.id, subjectTitle: round.purpose, divisionCode: member.divisionCode, dueOn: addWorkingDays(call.today, DAYS_TO_NAME),
    owner: { role: accountId === round.ownerId ? 'stationLead' : 'stationWorker', accountId }, details: { path: `/rounds/${round.id}/doors/${member.id}`, mayHold: ['stationLead', 'stationWorker', 'socialWorker'] },
  }]);
}

/** It is said, or the answer that asked for it says no need any more. */
export const settleNaming = (tx: Tx, call: Call, memberId: string, as: 'done' | 'withdrawn' = 'done'): void => settle(tx, call, { kind: 'nameAnswerer', subjectId: memberId, as });

async function takeIn(tx: Tx, call: Call, answered: Answered, named: string | null): Promise<Result<Submitted>> {
  const { roundId } = await getMember(tx, answered.roundMemberId);
  await lockRound(tx, roundId, 'shared');
  const [member, round] = await Promise.all([getMemberForUpdate(tx, answered.roundMemberId), getRound(tx, roundId)]);
  if (named && !(await findAtDoor(tx, member, named))) return refuse({ code: 'notOfThisDoor', field: 'personId' });
  // whoever had to wait sees what the other did
  if ((await findAnswered(tx, answered.id))!.isHeard) return named ? refuse({ code: 'answererNamed' }) : ok({ responseId: answered.id, needs: [] });
  await noteHeard(tx, call, { round, member, way: 'questionnaire' }, !named);
  const heard = await needsIn(tx, answered);
  const people = named ? [] : await listPeopleOf(tx, call, member);
  const personId = named ?? (people.length === 1 ? people[0]!.id : null);
  if (!personId && heard.length > 0 && people.length > 1) await oweNaming(tx, call, round, member);
  if (!personId || heard.length === 0) return ok({ responseId: answered.id, needs: [] });
  const recorded = await recordNeeds(tx, call, heard.map(({ item, urgency, words }) => (
    { personId, divisionCode: answered.divisionCode, item, urgency, words, description: words.slice(0, 1000), channel: 'questionnaire', heardOn: answered.askedOn, heardBy: '', roundId, roundMemberId: member.id })));
  const needs = heard.map(({ item }, i) => ({ ...recorded[i]!, item }));
  insertResponseNeeds(tx, call, answered.id, answered.divisionCode, needs);
  settleNaming(tx, call, member.id);
  addNotice(tx, call, { kind: 'response', subjectId: answered.id, divisionCode: answered.divisionCode });
  return ok({ responseId: answered.id, needs });
}

/** Takes in what came by the link of a door, once: it has been heard, and where one person lives there alone, what they need is theirs. Whose it is elsewhere a worker says. */
export async function takeInByLink(tx: Tx, call: Call, responseId: string): Promise<void> {
  const answered = await findAnswered(tx, responseId);
  if (answered) await takeIn(tx, call, answered, null);
}

/** Says who of those behind a door answered by its link; what they need becomes theirs. */
export async function nameAnswerer(tx: Tx, call: Call, { responseId, personId }: NameAnswerer): Promise<Result<Submitted>> {
  const answered = await findAnswered(tx, responseId);
  if (!answered) throw new NotFound('response', responseId);
  const taken = await takeIn(tx, call, answered, personId);
  if (taken.ok) appendHistory(tx, call, { kind: 'response', subjectId: responseId, divisionCode: answered.divisionCode, action: 'answererNamed' });
  return taken;
}

/** How many answered, in which version and way, and what the versions have in common. Of what one may see. */
export async function readAnswers(tx: Tx, _call: Call, { roundId }: OneRound): Promise<RoundAnswers> {
  const round = await getRound(tx, roundId);
  const rows = await tx.many<{ version: number; channel: ResponseChannel; isByLink: boolean; isDrawn: boolean; answers: number }>(sql`
    select version, channel, link_id is not null as "isByLink", round_member_id is not null as "isDrawn", count(*)::int as answers from response r
    where city = current_setting('app.city') and round_id = ${roundId} and not exists (select 1 from response s where s.city = r.city and s.supersedes = r.id) group by 1, 2, 3, 4`);
  const sum = (of: typeof rows): number => of.reduce((all, { answers }) => all + answers, 0);
  const now = round.questionnaireVersion;
  const newest = round.questionnaireId ? (await getKept(tx, round.questionnaireId)).version : 0;
  const formOf = async (version: number) => (await getForm(tx, round.questionnaireId!, version)).form;
  const versions = await Promise.all([...new Set(rows.map(({ version }) => version))].sort((a, b) => a - b).map(async (version) => (
    { version, answers: sum(rows.filter((row) => row.version === version)), ...mapVersions(await formOf(version), await formOf(now ?? version)) })));
  const ways = rows.map(({ channel, isByLink }) => ({ channel, isByLink })).filter((way, i, all) => all.findIndex((one) => one.channel === way.channel && one.isByLink === way.isByLink) === i);
  const apart = rows.filter(({ isDrawn }) => !isDrawn);
  return {
    total: sum(rows), drawn: sum(rows.filter(({ isDrawn }) => isDrawn)), byWall: sum(apart.filter(({ isByLink }) => isByLink)), talks: sum(apart.filter(({ isByLink, channel }) => !isByLink && channel === 'talk')),
    outside: sum(apart.filter(({ isByLink, channel }) => !isByLink && channel !== 'talk')), newest, versions,
    ways: ways.map((way) => ({ ...way, answers: sum(rows.filter((row) => row.channel === way.channel && row.isByLink === way.isByLink)) })),
  };
}
