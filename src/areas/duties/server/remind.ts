import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistories, type HistoryEntry } from '../../../platform/server/history.ts';
import { addNotices } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { AskOpenDuty, OpenDuty, Remind, Reminded } from '../core/contract.ts';
import { daysLate, type DutyKind } from '../core/duty.ts';
import { admitReminder, type RemindedDuty, type Reminder } from '../core/remind.ts';

type Found = RemindedDuty & { id: string; kind: DutyKind; divisionCode: string; subjectKind: string; subjectId: string; ownerName: string | null; ownerRole: Role; cameFrom: string | null; toldOn: string | null; toldTimes: number };

/** The open duties about these records, those due first before the others; locked if they are to be changed. */
const listOpen = (tx: Tx, subjectKind: string, subjectIds: string[], forUpdate: boolean): Promise<Found[]> => tx.many(sql`
  select u.id, u.kind, u.status, u.due_on as "dueOn", u.division_code as "divisionCode", u.subject_kind as "subjectKind", u.subject_id as "subjectId",
    u.owner_account_id as "ownerAccountId", a.name as "ownerName", u.owner_role as "ownerRole", u.details -> 'reminded' as reminded,
    u.risen_from as "risenFrom", u.details ->> 'cameFrom' as "cameFrom", u.told_on as "toldOn", u.told_times as "toldTimes"
  from duty u left join account a on a.city = u.city and a.id = u.owner_account_id
  where u.status = 'open' and u.subject_kind = ${subjectKind} and u.subject_id = any(${subjectIds}::uuid[]) order by u.due_on, u.id ${forUpdate ? sql`for update of u` : sql``}`);

/** What is owed about a record now, by whom, and whether I may remind them of it. */
export async function readOpenDuty(tx: Tx, call: Call, { subjectKind, subjectId }: AskOpenDuty): Promise<{ duty: OpenDuty | null }> {
  const [duty] = await listOpen(tx, subjectKind, [subjectId], false);
  if (!duty) return { duty: null };
  const admitted = admitReminder(duty, call.actor.accountId, call.today);
  return { duty: {
    id: duty.id, kind: duty.kind, dueOn: duty.dueOn, daysLate: daysLate(duty, call.today), // what has risen to me is done by whom it rose from: it is they who are reminded
    ownerName: duty.ownerAccountId === call.actor.accountId ? duty.cameFrom ?? duty.ownerName : duty.ownerName, ownerRole: duty.ownerRole, reminded: duty.reminded, told: duty.toldOn ? { on: duty.toldOn, count: duty.toldTimes } : null,
    refusal: admitted.ok ? null : admitted.refusal,
  } };
}

// records with a timeline of their own tell of the reminder too
const WITH_TIMELINE = ['referral', 'need', 'resource'];

function tell(tx: Tx, call: Call, reminded: { duty: Found; reminder: Reminder }[]): void {
  appendHistories(tx, call, reminded.flatMap(({ duty, reminder }): HistoryEntry[] => {
    const entry = { divisionCode: duty.divisionCode, action: 'reminded', reason: reminder.note };
    return [{ ...entry, kind: 'duty', subjectId: duty.id }, ...(WITH_TIMELINE.includes(duty.subjectKind) ? [{ ...entry, kind: duty.subjectKind, subjectId: duty.subjectId }] : [])];
  }));
  addNotices(tx, call, reminded.flatMap(({ duty }) => [{ kind: 'duty', subjectId: duty.id, divisionCode: duty.divisionCode }, { kind: duty.subjectKind, subjectId: duty.subjectId, divisionCode: duty.divisionCode }]));
}

/**
 * Reminds whoever owes something late about these records: the reminder stands on the duty with its day, so that the owner finds it in *my work*.
 * The duty keeps its day and its owner. Of one record a refusal is the answer; of several, those that could not be are named with their reasons.
 */
export async function remind(tx: Tx, call: Call, { subjectKind, subjectIds, note }: Omit<Remind, 'requestId'>): Promise<Result<Reminded>> {
  const open = await listOpen(tx, subjectKind, subjectIds, true);
  const left: { subjectId: string; refusal: Refusal }[] = [];
  const reminded = subjectIds.flatMap((subjectId) => {
    const duty = open.find((one) => one.subjectId === subjectId);
    const admitted = duty ? admitReminder(duty, call.actor.accountId, call.today) : refuse({ code: 'noDutyHere' });
    if (admitted.ok) return [{ duty: duty!, reminder: { ...admitted.value, by: call.actor.name, note: note || null } }];
    left.push({ subjectId, refusal: admitted.refusal });
    return [];
  });
  if (reminded.length === 0 && left.length === 1) return refuse(left[0]!.refusal);
  if (reminded.length > 0) {
    const rows = reminded.map(({ duty, reminder }) => ({ id: duty.id, details: { reminded: reminder } }));
    tx.send(sql`update duty u set details = u.details || s.details from ${tableOf('s', rows, { id: 'uuid', details: 'jsonb' })} where u.id = s.id`);
    tell(tx, call, reminded);
  }
  return ok({ reminded: reminded.length, left: left.map(({ subjectId, refusal }) => ({ subjectId, code: refusal.code })) });
}
