import { clockOf } from '../../../kernel/local-date.ts';
import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories, changesBetween, findLastChange } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { markDelivered, type Delivered } from '../../referrals/server/operations.ts';
import { hasBegun, moveActivity, type ActivityAction } from '../core/activity.ts';
import { ageGroupOn } from '../core/attendance.ts';
import type { AddSession, AttendanceEntry, CancelSession, DeliveryDone, HoldSession, PlanActivity, RecordAttendance, RecordDelivery, SignUp, UpdateActivity } from '../core/contract.ts';
import { messages } from '../core/messages.ts';
import { addActivities, addSessionRows, findOrganizationName, findSession, getActivitiesForUpdate, listBirthDays, listPlannedSessionIds, moveActivities, putAttendance, saveActivity, type Activity, type NewActivity } from './queries.ts';
import { addSessions, checkSessionVersion, loadSessions, moveSessions, writeAttendance, type PlannedSession } from './sessions.ts';

export { addSessions, type PlannedSession } from './sessions.ts';

export type PlannedActivity = Omit<PlanActivity, 'requestId'>;

/** Plans activities, many in one statement; answered in the order given. An organisation's manager plans for that organisation. */
export async function planActivities(tx: Tx, call: Call, planned: PlannedActivity[]): Promise<Result<{ activityId: string }>[]> {
  const { actor } = call;
  const isManager = actor.role === 'organizationManager';
  const own = isManager && actor.organizationId ? await findOrganizationName(tx, actor.organizationId) : null;
  const rows: NewActivity[] = [];
  const results = planned.map((given): Result<{ activityId: string }> => {
    if (!isWithin(given.divisionCode, actor.divisionCode)) return refuse({ code: 'activityElsewhere' });
    if (isManager && given.organizationId && given.organizationId !== actor.organizationId) return refuse({ code: 'notYourOrganization' });
    const id = newId();
    rows.push({
      id, divisionCode: given.divisionCode, name: given.name, kind: given.kind, category: given.category, organizationId: (isManager ? actor.organizationId : given.organizationId) ?? null,
      organizerName: given.organizerName || own?.name || '', audience: given.audience ?? '', place: given.place ?? '', plan: given.plan ?? '', plannedBy: actor.accountId,
    });
    return ok({ activityId: id });
  });
  if (rows.length === 0) return results;
  addActivities(tx, rows);
  tellOf(tx, call, rows, 'planned');
  return results;
}

function tellOf(tx: Tx, call: Call, activities: Pick<Activity, 'id' | 'divisionCode'>[], action: string, more: { reason?: string | null; changes?: Record<string, [unknown, unknown]> } = {}): void {
  appendHistories(tx, call, activities.map(({ id, divisionCode }) => ({ kind: 'activity', subjectId: id, divisionCode, action, ...more })));
  addNotices(tx, call, activities.map(({ id, divisionCode }) => ({ kind: 'activity', subjectId: id, divisionCode })));
}

export async function planActivity(tx: Tx, call: Call, input: PlannedActivity): Promise<Result<{ activityId: string }>> {
  if (input.organizationId && !(await findOrganizationName(tx, input.organizationId))) throw new NotFound('organization', input.organizationId);
  return (await planActivities(tx, call, [input]))[0]!;
}

async function loadActivity(tx: Tx, activityId: string, version: number | undefined): Promise<Result<Activity>> {
  const [activity] = await getActivitiesForUpdate(tx, [activityId]);
  if (!activity) throw new NotFound('activity', activityId);
  if (version === undefined || version === activity.version) return ok(activity);
  const last = await findLastChange(tx, 'activity', activityId);
  return refuse({ code: 'activityChanged', by: last?.by ?? '—', at: last?.at ?? null });
}

/** Corrects what is said of an activity. Where it takes place stays: its sessions count there. */
export async function updateActivity(tx: Tx, call: Call, { activityId, version, ...input }: Omit<UpdateActivity, 'requestId'>): Promise<Result<{ activityId: string }>> {
  const found = await loadActivity(tx, activityId, version);
  if (!found.ok) return found;
  const before = found.value;
  const moved = moveActivity(before.status, 'addSession', call.actor.role);
  if (!moved.ok) return moved;
  if (call.actor.role === 'organizationManager' && input.organizationId !== undefined && input.organizationId !== call.actor.organizationId) return refuse({ code: 'notYourOrganization' });
  const { requestId: _, ...given } = input as typeof input & { requestId?: string };
  const texts = ['organizerName', 'audience', 'place', 'plan'];
  const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined).map(([field, value]) => [field, texts.includes(field) ? (value ?? '') : value])) as Partial<Activity>;
  saveActivity(tx, { ...before, ...changed });
  tellOf(tx, call, [before], 'updated', { changes: changesBetween(before as Record<string, unknown>, changed as Record<string, unknown>) });
  return ok({ activityId });
}

async function closeActivity(tx: Tx, call: Call, input: { activityId: string; version?: number | undefined; reason?: string | null | undefined }, action: ActivityAction): Promise<Result<{ activityId: string }>> {
  const found = await loadActivity(tx, input.activityId, input.version);
  if (!found.ok) return found;
  const moved = moveActivity(found.value.status, action, call.actor.role);
  if (!moved.ok) return moved;
  // what was still to come is called off with it, and nobody owes its record
  const planned = (await loadSessions(tx, await listPlannedSessionIds(tx, input.activityId)));
  const reason = input.reason || messages[call.language][`delivery.status.${moved.value}`];
  await moveSessions(tx, call, 'cancel', planned.map((session) => ({ session, entries: [], unregisteredPersons: 0, reason })));
  moveActivities(tx, [input.activityId], moved.value, input.reason ?? null);
  tellOf(tx, call, [found.value], moved.value, { reason: input.reason ?? null });
  return ok({ activityId: input.activityId });
}
/** Nothing more is to come. */
export const endActivity = (tx: Tx, call: Call, input: { activityId: string; version?: number | undefined; reason?: string | null | undefined }) => closeActivity(tx, call, input, 'end');
/** It will not take place at all. */
export const cancelActivity = (tx: Tx, call: Call, input: { activityId: string; version?: number | undefined; reason: string }) => closeActivity(tx, call, input, 'cancel');

export const addSession = async (tx: Tx, call: Call, input: PlannedSession | AddSession): Promise<Result<{ sessionId: string }>> => (await addSessions(tx, call, [input]))[0]!;

/** A session took place: who came, and how many more that nobody wrote down. */
export async function holdSession(tx: Tx, call: Call, input: Omit<HoldSession, 'requestId'>): Promise<Result<{ sessionId: string }, Refusal>> {
  const [session] = await loadSessions(tx, [input.sessionId]);
  const fresh = await checkSessionVersion(tx, session!, input.version);
  if (!fresh.ok) return fresh;
  return (await moveSessions(tx, call, 'hold', [{ session: session!, entries: input.entries, unregisteredPersons: input.unregisteredPersons, reason: null }]))[0]!;
}

/** Many sessions at once, with thousands of attendances: one statement each for sessions and attendance, history summarised a session. */
export async function holdSessions(tx: Tx, call: Call, held: { sessionId: string; unregisteredPersons?: number; entries: AttendanceEntry[] }[]): Promise<Result<{ sessionId: string }, Refusal>[]> {
  if (held.length === 0) return [];
  const sessions = await loadSessions(tx, held.map(({ sessionId }) => sessionId));
  return moveSessions(tx, call, 'hold', held.map(({ entries, unregisteredPersons }, i) => ({ session: sessions[i]!, entries, unregisteredPersons: unregisteredPersons ?? 0, reason: null })));
}

/** Who means to come to a planned session, or a correction of who came to a held one. */
export async function recordAttendance(tx: Tx, call: Call, input: Omit<RecordAttendance, 'requestId'>): Promise<Result<{ sessionId: string }, Refusal>> {
  const [session] = await loadSessions(tx, [input.sessionId]);
  const fresh = await checkSessionVersion(tx, session!, input.version);
  if (!fresh.ok) return fresh;
  return (await writeAttendance(tx, call, [input]))[0]!;
}
export const recordAttendances = (tx: Tx, call: Call, records: { sessionId: string; entries: AttendanceEntry[]; unregisteredPersons?: number }[]): Promise<Result<{ sessionId: string }, Refusal>[]> =>
  (records.length === 0 ? Promise.resolve([]) : writeAttendance(tx, call, records));

/** A planned session will not be held; one recorded as held did not take place after all. Either counts nothing from then on. */
export async function cancelSession(tx: Tx, call: Call, { sessionId, version, reason }: Omit<CancelSession, 'requestId'>): Promise<Result<{ sessionId: string }, Refusal>> {
  const [session] = await loadSessions(tx, [sessionId]);
  const fresh = await checkSessionVersion(tx, session!, version);
  if (!fresh.ok) return fresh;
  return (await moveSessions(tx, call, session!.status === 'held' ? 'revoke' : 'cancel', [{ session: session!, entries: [], unregisteredPersons: session!.unregisteredPersons, reason }]))[0]!;
}

/** A volunteer or a resident says that they come, or that they do not. A volunteer is on duty, and no beneficiary. */
export async function signUp(tx: Tx, call: Call, { sessionId, comes }: Omit<SignUp, 'requestId'>): Promise<Result<{ sessionId: string }>> {
  const session = await findSession(tx, sessionId);
  const { personId, role } = call.actor;
  if (!session || !personId) throw new NotFound('session', sessionId);
  if (session.status !== 'planned' || hasBegun(session, call.today, clockOf(call.now))) return refuse({ code: 'sessionPast' });
  const [self] = await listBirthDays(tx, [personId]);
  putAttendance(tx, [{
    id: newId(), divisionCode: session.divisionCode, sessionId, personId, organizationId: session.organizationId, part: role === 'volunteer' ? 'volunteer' : 'beneficiary',
    presence: comes ? 'enrolled' : 'absent', minutes: null, heldOn: session.heldOn, ageGroup: ageGroupOn(self?.birthDate ?? null, session.heldOn),
  }]);
  return ok({ sessionId });
}

export type DeliveredService = Omit<RecordDelivery, 'requestId'>;

/** The service of a referral was given: the session, the attendance of the one it was for, and the referral's step, in one transaction. */
export async function recordDelivery(tx: Tx, call: Call, input: DeliveredService): Promise<Result<DeliveryDone>> {
  return (await recordDeliveries(tx, call, [input]))[0]!;
}

/** Many services at once, each by the same rules; answered in the order given. */
export async function recordDeliveries(tx: Tx, call: Call, services: DeliveredService[]): Promise<Result<DeliveryDone>[]> {
  const marked = await markDelivered(tx, call, services.map(({ referralId, heldOn, result, words, isEarlier, version, visitorName, units, startsAt, endsAt }) => ({ referralId, deliveredOn: heldOn, result, words: words || undefined, isEarlier: isEarlier ?? undefined, version, visitorName, units, from: startsAt, until: endsAt })));
  const given = marked.flatMap((result, i) => (result.ok ? [{ id: newId(), delivered: result.value, service: services[i]! }] : []));
  if (given.length > 0) {
    // a link reports one service at a time, and reaches the attendance of no other
    if (call.actor.role === 'partnerLink') tx.open('app.session', given[0]!.id);
    addSessionRows(tx, given.map(({ id, delivered, service }) => ({
      id, divisionCode: delivered.divisionCode, activityId: null, referralId: delivered.referralId, organizationId: delivered.organizationId, kind: 'service', title: titleOf(delivered), heldOn: service.heldOn,
      startsAt: service.startsAt ?? null, endsAt: service.endsAt ?? null, place: service.place ?? '', status: 'held', unregisteredPersons: 0, recordedBy: call.actor.accountId, recordedAt: call.now,
    })));
    putAttendance(tx, given.flatMap(({ id, delivered, service }) => (delivered.personId === null ? [] : [{
      id: newId(), divisionCode: delivered.divisionCode, sessionId: id, personId: delivered.personId, organizationId: delivered.organizationId, part: 'beneficiary' as const, presence: 'present' as const,
      minutes: minutesOf(service), heldOn: service.heldOn, ageGroup: ageGroupOn(delivered.birthDate, service.heldOn),
    }])));
  }
  const sessionOf = new Map(given.map(({ id, delivered }) => [delivered.referralId, id]));
  return marked.map((result) => {
    if (!result.ok) return result;
    const { referralId, status, dueOn, version } = result.value;
    return ok({ referralId, sessionId: sessionOf.get(referralId)!, status, dueOn, version });
  });
}

const titleOf = (delivered: Delivered): string => ITEMS[delivered.item as ItemCode]?.zh ?? delivered.item;

/** Minutes as told, or between the two times of day. */
function minutesOf({ minutes, startsAt, endsAt }: DeliveredService): number | null {
  if (minutes !== null && minutes !== undefined) return minutes;
  if (!startsAt || !endsAt || endsAt <= startsAt) return null;
  const of = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return of(endsAt) - of(startsAt);
}
