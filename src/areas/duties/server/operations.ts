import { ancestorsOf } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { DutyKind } from '../core/duty.ts';
import { addDuties, amendDuties, findHolders, findOrganizationsOwner, putOffDuties, reopenDuties, settleDuties, withdrawDuties, type NewDuty } from './queries.ts';

export { colleaguesFor, handOn, isMineToGive } from './hand-on.ts';

export type Owed = {
  kind: DutyKind; subjectKind: string; subjectId: string; subjectTitle: string; divisionCode: string;
  /** Which time round, for what falls due again and again; empty for what falls due once. */
  windowKey?: string;
  dueOn: LocalDate;
  owner: { role: Role; accountId?: string; organizationId?: string; personId?: string };
  /** Shown in the duty's line: what happens next, a place, a number. `mayHold`: the roles it can be handed to, where not every colleague can do it. */
  details?: Record<string, unknown>;
};

/** Roles that can own what a division owes, nearest first: the community's own, its street's, its banner's, the city's. */
const nearestFirst = (divisionCode: string): string[] => [divisionCode, ...ancestorsOf(divisionCode).reverse()];

/**
 * Puts duties on the register. The same (kind, subject, window) again changes nothing: made twice is made once.
 * A duty without a named account gets one: whoever holds the role nearest to the place.
 */
export async function owe(tx: Tx, call: Call, duties: Owed[]): Promise<void> {
  if (duties.length === 0) return;
  const unnamed = duties.filter(({ owner }) => !owner.accountId && !owner.organizationId && !owner.personId);
  const holders = unnamed.length > 0 && !['link', 'partnerLink', 'organizationManager', 'volunteer', 'resident'].includes(call.actor.role)
    ? await findHolders(tx, [...new Set(unnamed.map(({ owner }) => owner.role))], [...new Set(unnamed.flatMap(({ divisionCode }) => nearestFirst(divisionCode)))], call.today)
    : [];
  const rows: NewDuty[] = duties.map((duty) => {
    const holder = duty.owner.accountId || duty.owner.organizationId || duty.owner.personId ? undefined
      : nearestFirst(duty.divisionCode).map((code) => holders.find((h) => h.role === duty.owner.role && h.divisionCode === code)).find(Boolean);
    return {
      id: newId(), kind: duty.kind, subjectKind: duty.subjectKind, subjectId: duty.subjectId, subjectTitle: duty.subjectTitle, divisionCode: duty.divisionCode,
      windowKey: duty.windowKey ?? '', ownerRole: duty.owner.role, ownerDivision: holder?.divisionCode ?? duty.divisionCode,
      ownerAccountId: duty.owner.accountId ?? holder?.accountId ?? null, organizationId: duty.owner.organizationId ?? null, personId: duty.owner.personId ?? null,
      sinceOn: call.today, dueOn: duty.dueOn, details: duty.details ?? {},
    };
  });
  addDuties(tx, call, rows);
}

/** What is taken off the register: as done unless said otherwise; `windowKey` as it was owed. */
export type Settling = { kind: DutyKind; subjectId: string; windowKey?: string; as?: 'done' | 'withdrawn' };

/** Takes duties off the register as done (or withdrawn, when their reason is gone). Nothing happens to those that are not open. */
export const settle = (tx: Tx, call: Call, ...duties: Settling[]): void =>
  settleDuties(tx, call, duties.map(({ kind, subjectId, windowKey, as }) => ({ kind, subjectId, windowKey: windowKey ?? '', as: as ?? 'done' })));

/** What goes back on the register: with the day it had, or with a new one; `wasWithdrawn`: only if nobody has done it. */
export type Reopening = Omit<Settling, 'as'> & { dueOn?: LocalDate; wasWithdrawn?: true };

/** Puts settled duties back on the register: what settled them has been taken back, or they are owed anew. Nothing happens to those that are open. */
export const reopen = (tx: Tx, call: Call, ...duties: Reopening[]): void =>
  reopenDuties(tx, call, duties.map(({ kind, subjectId, windowKey, dueOn, wasWithdrawn }) => ({ kind, subjectId, windowKey: windowKey ?? '', dueOn: dueOn ?? null, wasWithdrawn: wasWithdrawn ?? false })));

/** Moves the day of what is open to a later one, where nothing is asked for so soon any more; what had risen goes back to whoever held it. */
export const putOff = (tx: Tx, call: Call, duty: { kind: DutyKind; subjectId: string; dueOn: LocalDate }): void => putOffDuties(tx, call, duty);

/** Puts an open duty into other hands of the station, or tells more in its line; its day stays. One that is not open stays as it was. */
export const amend = (tx: Tx, call: Call, ...amended: { kind: DutyKind; subjectId: string; windowKey?: string; accountId?: string; details: Record<string, unknown> }[]): void =>
  amendDuties(tx, call, amended.map((one) => ({ ...one, windowKey: one.windowKey ?? '', accountId: one.accountId ?? null })));

/** The account of an organisation whose manager owes, or owed, what is asked about a record: for whoever sees the duties of one record and no grants. */
export const findManagerOwing = findOrganizationsOwner;

/** Withdraws every open duty about records that are closed: nobody owes anything for them any more. */
export const withdrawDutiesOf = (tx: Tx, call: Call, ...subjectIds: string[]): void => withdrawDuties(tx, call, subjectIds);
