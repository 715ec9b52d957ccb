import { clockOf } from '../../../kernel/local-date.ts';
import { figuresScopeOf, scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { chosenColumns, workbookOf, type SheetColumn } from '../../../platform/server/workbook.ts';
import { CATEGORY_WORDS, type Category } from '../../needs/core/items.ts';
import { nameSeenBy } from '../../people/core/permissions.ts';
import type { ActivityAnswer, ActivityRow, ListActivities, ListSessions, OnAnswer, OwnAttendance, ServedHours, SessionAnswer, SessionList } from '../core/contract.ts';
import { messages } from '../core/messages.ts';
import { findActivity, findSessionWhole, listActivities, listActivitiesWhole, listAttendance, listOn, listOwn, listServedHours, listSessions, listSessionsOf } from './list-queries.ts';

/** Whoever may not see who came is told how many came: counted under the figures' scope, in which nobody has a name. */
async function countOnly(tx: Tx, call: Call): Promise<boolean> {
  const { dbRole, settings } = scopeOf(call.actor);
  const isClosed = dbRole === 'sanshe_app' && settings['app.lo'] === '';
  if (isClosed) await stepInto(tx, figuresScopeOf(call.actor));
  return isClosed;
}

export async function readActivities(tx: Tx, call: Call, input: ListActivities) {
  await countOnly(tx, call);
  return listActivities(tx, input);
}

export async function readActivity(tx: Tx, call: Call, { activityId }: { activityId: string }): Promise<ActivityAnswer> {
  await countOnly(tx, call);
  const [activity, sessions] = await Promise.all([findActivity(tx, activityId), listSessions(tx, activityId)]);
  if (!activity) throw new NotFound('activity', activityId);
  return { ...activity, sessions };
}

export async function readSessionsOf(tx: Tx, _call: Call, of: ListSessions): Promise<SessionList> {
  const items = await listSessionsOf(tx, of);
  return { total: items.length, items, next: null };
}

// a receiver's names are those that its own referrals told it
const shown = (call: Call, name: string): string => (call.actor.role === 'organizationManager' ? name : nameSeenBy(call.actor.role, name));

export async function readSession(tx: Tx, call: Call, { sessionId }: { sessionId: string }): Promise<SessionAnswer> {
  const isClosed = await countOnly(tx, call);
  const [session, attendance] = await Promise.all([findSessionWhole(tx, sessionId), isClosed ? [] : listAttendance(tx, sessionId)]);
  if (!session) throw new NotFound('session', sessionId);
  return { ...session, attendance: attendance.map((row) => ({ ...row, name: row.name && shown(call, row.name) })) };
}

/** For everyone with a session: those who act for a person see also whether they have signed up. */
export async function readOn(tx: Tx, call: Call, { division }: { division?: string | undefined }): Promise<OnAnswer> {
  const items = await listOn(tx, division ?? call.actor.divisionCode.slice(0, 6), call.actor.personId, call.today, clockOf(call.now));
  return { total: items.length, items, next: null };
}

export async function readOwn(tx: Tx, call: Call): Promise<OwnAttendance> {
  const items = call.actor.personId ? await listOwn(tx, call.actor.personId) : [];
  return { total: items.length, items, next: null };
}

/** A volunteer's own hours of service. */
export async function readServed(tx: Tx, call: Call): Promise<ServedHours> {
  const served = call.actor.personId ? await listServedHours(tx, call.actor.personId) : { minutes: 0, sessions: 0, untimed: 0, items: [] };
  return { ...served, total: served.sessions, next: null };
}

const MOST_ROWS = 50_000;

export async function exportActivities(tx: Tx, call: Call, input: Omit<ListActivities, 'sort' | 'limit' | 'after'> & { columns?: string | undefined }): Promise<FileAnswer> {
  await countOnly(tx, call);
  const words = messages[call.language];
  const columns: SheetColumn<ActivityRow>[] = [
    { key: 'name', label: words['delivery.field.name'], width: 32, value: (row) => row.name },
    { key: 'status', label: words['delivery.field.status'], value: (row) => words[`delivery.status.${row.status}`] },
    { key: 'kind', label: words['delivery.field.kind'], value: (row) => words[`delivery.kind.${row.kind}`] },
    { key: 'category', label: words['delivery.field.category'], value: (row) => CATEGORY_WORDS[row.category as Category]?.[call.language] ?? row.category },
    { key: 'division', label: words['delivery.field.division'], value: (row) => row.divisionName },
    { key: 'place', label: words['delivery.field.place'], value: (row) => row.place },
    { key: 'organizer', label: words['delivery.field.organizer'], width: 28, value: (row) => row.organizerName },
    { key: 'lastOn', label: words['delivery.field.lastOn'], value: (row) => row.lastOn },
    { key: 'nextOn', label: words['delivery.field.nextOn'], value: (row) => row.nextOn },
    { key: 'heldSessions', label: words['delivery.field.heldSessions'], value: (row) => row.heldSessions },
    { key: 'persons', label: words['delivery.field.persons'], value: (row) => row.persons },
    { key: 'personTimes', label: words['delivery.field.personTimes'], value: (row) => row.personTimes },
  ];
  const name = call.language === 'zh' ? '活动' : 'Activities';
  return workbookOf(`${name} ${call.today}.xlsx`, name, chosenColumns(columns, input.columns), await listActivitiesWhole(tx, input, MOST_ROWS));
}
