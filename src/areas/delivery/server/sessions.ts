import { addWorkingDays } from '../../../kernel/working-days.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, findLastChange, type HistoryEntry } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, settle, type Owed } from '../../duties/server/operations.ts';
import { findServed } from '../../referrals/server/served-operations.ts';
import { DAYS_TO_RECORD, moveActivity, moveSession, type SessionAction } from '../core/activity.ts';
import { ageGroupOn, lastEach, tally } from '../core/attendance.ts';
import type { AddSession, AttendanceEntry } from '../core/contract.ts';
import {
  addSessionRows, getActivitiesForUpdate, getSessionsForUpdate, listAttended, listBirthDays, moveActivities, putAttendance, saveSessions, withdrawPresence,
  type Activity, type NewSession, type Session,
} from './queries.ts';

const SYSTEM = '00000000-0000-7000-8000-000000000000';

/** Whoever planned it writes down who came; an organisation does so for what it holds. */
const keeperOf = (call: Call, activity: Activity): Owed['owner'] =>
  call.actor.role === 'organizationManager' ? { role: 'organizationManager', accountId: call.actor.accountId, ...(activity.organizationId ? { organizationId: activity.organizationId } : {}) }
    : call.actor.accountId === SYSTEM ? { role: 'stationWorker' } : { role: 'stationWorker', accountId: call.actor.accountId };

export type PlannedSession = Omit<AddSession, 'requestId'>;

/** Sets days for activities, many in one statement; each owes, after its day, the record of who came. Answered in the order given. */
export async function addSessions(tx: Tx, call: Call, planned: PlannedSession[]): Promise<Result<{ sessionId: string }>[]> {
  if (planned.length === 0) return [];
  const activities = new Map((await getActivitiesForUpdate(tx, [...new Set(planned.map(({ activityId }) => activityId))])).map((activity) => [activity.id, activity]));
  const rows: NewSession[] = [];
  const results = planned.map((session): Result<{ sessionId: string }> => {
    const activity = activities.get(session.activityId);
    if (!activity) throw new NotFound('activity', session.activityId);
    const moved = moveActivity(activity.status, 'addSession', call.actor.role);
    if (!moved.ok) return moved;
    if (session.startsAt && session.endsAt && session.endsAt <= session.startsAt) return refuse({ code: 'sessionEndsFirst' });
    const id = newId();
    rows.push({
      id, divisionCode: activity.divisionCode, activityId: activity.id, referralId: null, organizationId: activity.organizationId, kind: activity.kind, title: session.title ?? '', heldOn: session.heldOn,
      startsAt: session.startsAt ?? null, endsAt: session.endsAt ?? null, place: session.place ?? activity.place, status: 'planned', unregisteredPersons: 0, recordedBy: null, recordedAt: null,
    });
    return ok({ sessionId: id });
  });
  if (rows.length === 0) return results;
  addSessionRows(tx, rows);
  tell(tx, call, rows, (row) => ({ action: 'sessionAdded', changes: { heldOn: [null, row.heldOn] } }));
  await owe(tx, call, rows.map((row) => ({
    kind: 'recordSession', subjectKind: 'session', subjectId: row.id, subjectTitle: activities.get(row.activityId!)!.name, divisionCode: row.divisionCode, dueOn: addWorkingDays(row.heldOn, DAYS_TO_RECORD),
    owner: keeperOf(call, activities.get(row.activityId!)!), details: { activityId: row.activityId, heldOn: row.heldOn, place: row.place },
  })));
  return results;
}

/** History stands on the activity, summarised a session; a live page hears of both. */
function tell<S extends Pick<Session, 'id' | 'activityId' | 'divisionCode'>>(tx: Tx, call: Call, sessions: S[], entryOf: (session: S) => Pick<HistoryEntry, 'action' | 'reason' | 'changes'>): void {
  const kept = sessions.filter((session) => session.activityId !== null);
  appendHistories(tx, call, kept.map((session) => ({ kind: 'activity', subjectId: session.activityId!, divisionCode: session.divisionCode, ...entryOf(session) })));
  addNotices(tx, call, kept.map((session) => ({ kind: 'activity', subjectId: session.activityId!, divisionCode: session.divisionCode })));
}

export async function loadSessions(tx: Tx, ids: string[]): Promise<Session[]> {
  const rows = new Map((await getSessionsForUpdate(tx, [...new Set(ids)])).map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    if (!row) throw new NotFound('session', id);
    return row;
  });
}

/** Tells the second of two people who was first. */
export async function checkSessionVersion(tx: Tx, session: Session, version: number | undefined): Promise<Result<true>> {
  if (version === undefined || version === session.version) return ok(true);
  const last = session.activityId ? await findLastChange(tx, 'activity', session.activityId) : null;
  return refuse({ code: 'activityChanged', by: last?.by ?? '—', at: last?.at ?? null });
}

export type Record_ = { sessionId: string; entries: AttendanceEntry[]; unregisteredPersons?: number | undefined };

/**
 * Only people whom the actor may see are put on a list. A receiver, which sees no residents' records, adds those whom its own referrals have brought to it,
 * marks those who are on its list, and counts heads.
 */
async function writeEntries(tx: Tx, call: Call, rows: { session: Session; entries: AttendanceEntry[]; presence: 'present' | 'enrolled' }[]): Promise<void> {
  const personIds = [...new Set(rows.flatMap(({ entries }) => entries.map(({ personId }) => personId)))];
  if (personIds.length === 0) return;
  const isManager = call.actor.role === 'organizationManager';
  const births = new Map((isManager ? await findServed(tx, personIds) : await listBirthDays(tx, personIds)).map(({ id, birthDate }) => [id, birthDate]));
  const known = isManager ? new Set((await listAttended(tx, rows.map(({ session }) => session.id))).map(({ personId }) => personId)) : null;
  const unseen = personIds.find((id) => !births.has(id) && !known?.has(id));
  if (unseen) throw new NotFound('person', unseen);
  putAttendance(tx, rows.flatMap(({ session, entries, presence }) => lastEach(entries).map((entry) => ({
    id: newId(), divisionCode: session.divisionCode, sessionId: session.id, personId: entry.personId, organizationId: session.organizationId, part: entry.part ?? 'beneficiary',
    presence: entry.presence ?? presence, minutes: entry.minutes ?? null, heldOn: session.heldOn, ageGroup: ageGroupOn(births.get(entry.personId) ?? null, session.heldOn),
  }))));
}

type Move = { session: Session; entries: AttendanceEntry[]; unregisteredPersons: number; reason: string | null };

/** Moves sessions and writes who came; decided one by one, saved in one statement each for sessions, attendance and history. */
export async function moveSessions(tx: Tx, call: Call, action: SessionAction, moves: Move[]): Promise<Result<{ sessionId: string }, Refusal>[]> {
  const taken: (Move & { status: Session['status'] })[] = [];
  const results = moves.map((move): Result<{ sessionId: string }> => {
    const moved = moveSession(move.session, action, call.actor.role, call.today);
    if (!moved.ok) return moved;
    taken.push({ ...move, status: moved.value });
    return ok({ sessionId: move.session.id });
  });
  if (taken.length === 0) return results;
  const ids = taken.map(({ session }) => session.id);
  const before = action === 'hold' ? [] : await listAttended(tx, ids);
  await writeEntries(tx, call, taken.map(({ session, entries }) => ({ session, entries, presence: 'present' })));
  if (action === 'cancel' || action === 'revoke') withdrawPresence(tx, ids);
  saveSessions(tx, taken.map(({ session, status, unregisteredPersons, reason }) => ({ id: session.id, status, unregisteredPersons, cancelReason: reason })), call.actor.accountId, call.now);
  const after = groupBy(await listAttended(tx, ids));
  const earlier = groupBy(before);
  tell(tx, call, taken.map((row) => ({ ...row.session, row })), ({ row }) => {
    const was = tally([row.session], earlier.get(row.session.id) ?? []);
    const is = tally([{ id: row.session.id, status: row.status, unregisteredPersons: row.unregisteredPersons }], after.get(row.session.id) ?? []);
    return { action: HISTORY_OF[action], reason: row.reason, changes: { heldOn: [row.session.heldOn, row.session.heldOn], persons: [was.persons, is.persons], personTimes: [was.personTimes, is.personTimes] } };
  });
  if (action !== 'correct') settle(tx, call, ...ids.map((id) => ({ kind: 'recordSession' as const, subjectId: id, as: action === 'hold' ? 'done' as const : 'withdrawn' as const })));
  if (action === 'hold') await startActivities(tx, taken.flatMap(({ session }) => session.activityId ?? []));
  return results;
}

const HISTORY_OF: Record<SessionAction, string> = { hold: 'sessionHeld', correct: 'attendanceCorrected', cancel: 'sessionCancelled', revoke: 'sessionRevoked' };

function groupBy<T extends { sessionId: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.sessionId);
    if (group) group.push(row);
    else groups.set(row.sessionId, [row]);
  }
  return groups;
}

/** An activity runs from its first held session on. */
async function startActivities(tx: Tx, activityIds: string[]): Promise<void> {
  const activities = await getActivitiesForUpdate(tx, [...new Set(activityIds)]);
  moveActivities(tx, activities.filter(({ status }) => status === 'planned').map(({ id }) => id), 'running', null);
}

/** Puts people on the list of a session that is still to come, or corrects the list of one that was held. */
export async function writeAttendance(tx: Tx, call: Call, records: Record_[]): Promise<Result<{ sessionId: string }, Refusal>[]> {
  const sessions = await loadSessions(tx, records.map(({ sessionId }) => sessionId));
  const results: Result<{ sessionId: string }, Refusal>[] = records.map(({ sessionId }) => ok({ sessionId }));
  const [planned, held] = [sessions.flatMap((session, i) => (session.status === 'planned' ? [i] : [])), sessions.flatMap((session, i) => (session.status === 'planned' ? [] : [i]))];
  await writeEntries(tx, call, planned.map((i) => ({ session: sessions[i]!, entries: records[i]!.entries.map((entry) => ({ ...entry, presence: entry.presence === 'absent' ? 'absent' as const : 'enrolled' as const })), presence: 'enrolled' })));
  tell(tx, call, planned.map((i) => ({ ...sessions[i]!, people: records[i]!.entries.length })), ({ people, heldOn }) => ({ action: 'enrolled', changes: { heldOn: [heldOn, heldOn], enrolled: [null, people] } }));
  const corrected = await moveSessions(tx, call, 'correct', held.map((i) => ({ session: sessions[i]!, entries: records[i]!.entries, unregisteredPersons: records[i]!.unregisteredPersons ?? sessions[i]!.unregisteredPersons, reason: null })));
  held.forEach((i, place) => { results[i] = corrected[place]!; });
  return results;
}
