import { LANGUAGES } from '../../../kernel/messages.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { auditRead, auditReadOnce, auditReads } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { chosenColumns, workbookOf, type SheetColumn } from '../../../platform/server/workbook.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { spokenCode } from '../../../kernel/spoken-code.ts';
import { BOARD_COLUMNS, type Board, type ConfirmPageAnswer, type ConsentAsked, type ListReferrals, type OwnReferral, type ReferralAnswer, type ReferralRow, type RevealPhone, type Slip } from '../core/contract.ts';
import { mayCorrect } from '../core/correction.ts';
import { consentFor } from '../core/offer.ts';
import { disclosureOf, nameShown } from '../core/disclosure.ts';
import { messages } from '../core/messages.ts';
import { hasSlip } from '../core/referral.ts';
import { confirmCodeOf, hashOfCode } from './confirm-codes.ts';
import { findReferralFile, listAppointments, listBoard, listReferrals, listReferralsWhole, type ReferralFile } from './list-queries.ts';
import { communityOf } from './partner-links.ts';
import { findPassing, listManagers, listReferralConsents } from './queries.ts';

const itemWords = (item: string, language: Call['language']): string => ITEMS[item as ItemCode]?.[language] ?? item;
const opened = (call: Call, sealed: string | null): string | null => (sealed ? call.vault.open(Buffer.from(sealed, 'hex')) : null);

/** The row as this actor's pages show it. */
const shown = <T extends Pick<ReferralRow, 'status' | 'deliveredOn' | 'recipientName'>>(call: Call, row: T): T => ({ ...row, recipientName: nameShown(row.recipientName, disclosureOf(row, call.actor.role)) });

export async function readList(tx: Tx, call: Call, input: ListReferrals): Promise<{ total: number; items: ReferralRow[]; next: string | null }> {
  const page = await listReferrals(tx, input, call.today);
  return { ...page, items: page.items.map((row) => shown(call, row)) };
}

/** The help arranged for oneself. */
export async function readOwn(tx: Tx, call: Call, input: ListReferrals): Promise<{ total: number; items: OwnReferral[]; next: string | null }> {
  const page = await readList(tx, call, input);
  const appointments = new Map((await listAppointments(tx, page.items.map(({ id }) => id))).map((appointment) => [appointment.id, appointment]));
  return {
    ...page, items: page.items.map((row) => {
      const appointment = appointments.get(row.id);
      const isComing = row.status === 'accepted' || row.status === 'scheduled';
      return {
        ...row, mayCorrect: mayCorrect(row, call.now), scheduledWords: appointment?.scheduledWords ?? null, personToCall: isComing && appointment ? whoToCall(call, { ...row, ...appointment }) : null,
        offered: appointment?.proposedFor && appointment.proposedFor >= call.today ? { on: appointment.proposedFor, from: appointment.proposedFrom, until: appointment.proposedUntil, words: appointment.proposedWords, who: appointment.proposedName } : null,
        anotherAsked: appointment?.proposalAnswer ?? null,
      };
    }),
  };
}

export async function readBoard(tx: Tx, call: Call, input: { division?: string | undefined; item?: string[] | undefined }): Promise<Board> {
  const groups = await listBoard(tx, input as Parameters<typeof listBoard>[1], call.today, scopeOf(call.actor).dbRole === 'sanshe_app');
  const found = groups.map((group) => ({ ...group, items: group.items.map((row) => shown(call, row)) }));
  return { columns: BOARD_COLUMNS.map((column) => found.find((group) => group.column === column) ?? { column, total: 0, late: 0, items: [] }) };
}

async function getFile(tx: Tx, call: Call, referralId: string): Promise<ReferralFile> {
  const file = await findReferralFile(tx, { id: referralId }, call.today);
  if (!file) throw new NotFound('referral', referralId);
  return file;
}

/** One referral. The resident's telephone is masked; `revealPhone` shows it to those who say why. */
export async function readReferral(tx: Tx, call: Call, { referralId }: { referralId: string }): Promise<ReferralAnswer> {
  const { recipientPhoneSealed, contactPhoneSealed, proposedPhoneSealed, confirmHash, confirmIssue: _, partnerIssue: __, partnerHash, partnerUntil, partnerByName, partnerOpenedAt, ...file } = await getFile(tx, call, referralId);
  const managers = file.organizationId && !['organizationManager', 'resident'].includes(call.actor.role) ? await listManagers(tx, [file.organizationId], call.today) : [];
  const { whereabouts } = disclosureOf(file, call.actor.role);
  // the station works with its residents all along; a receiver from elsewhere who opens name and address is somebody who has looked
  if (whereabouts && call.actor.role === 'organizationManager' && file.personId && file.recipientName !== null) {
    await auditReadOnce(tx, call, { kind: 'person', subjectId: file.personId, divisionCode: file.divisionCode, purpose: 'arrangeService', operation: 'referral.read' });
  }
  const phone = whereabouts ? opened(call, recipientPhoneSealed) : null;
  return {
    ...shown(call, file), recipientAddress: whereabouts ? file.recipientAddress : null, recipientPhone: phone && maskPhone(phone), contactPhone: opened(call, contactPhoneSealed), hasCode: confirmHash !== null, proposedPhone: opened(call, proposedPhoneSealed),
    partnerLink: partnerHash !== null && partnerUntil !== null ? { until: partnerUntil, by: partnerByName ?? '', openedAt: partnerOpenedAt } : null,
    hasManager: call.actor.role === 'organizationManager' || managers.length > 0,
  };
}

/** The telephone that was disclosed with the referral; who asked and why stands in the resident's list of readings. */
export async function revealPhone(tx: Tx, call: Call, { referralId, purpose }: RevealPhone): Promise<Result<{ value: string }>> {
  const file = await getFile(tx, call, referralId);
  if (!disclosureOf(file, call.actor.role).whereabouts) return refuse({ code: 'whereaboutsOver', worker: file.workerName });
  const phone = opened(call, file.recipientPhoneSealed);
  if (!phone) return refuse({ code: 'noPhoneDisclosed' });
  if (file.personId) auditRead(tx, call, { kind: 'person', subjectId: file.personId, divisionCode: file.divisionCode, purpose, operation: 'referral.revealPhone' });
  return ok({ value: phone });
}

const whoToCall = (call: Call, file: Pick<ReferralFile, 'contactPhoneSealed' | 'contactName' | 'providerName'>): { name: string; phone: string } | null => {
  const phone = opened(call, file.contactPhoneSealed);
  return phone ? { name: file.contactName ?? file.providerName, phone } : null;
};
const digitsOf = (phone: string): string => phone.replace(/\D/g, '');
/** Whom to call of the provider's, and at the community: a telephone that is both stands once, by the community's name, on slip and page alike. */
async function calls(tx: Tx, call: Call, file: ReferralFile): Promise<Pick<Slip, 'personToCall' | 'community'>> {
  const community = await communityOf(tx, file), person = whoToCall(call, file);
  return { community, personToCall: person && community.phone && digitsOf(person.phone) === digitsOf(community.phone) ? null : person };
}
// whom one can call at a provider is not thereby who came
const whoHelped = (file: ReferralFile): string => [file.providerName, file.visitorName].filter(Boolean).join(' · ');

/** What the holder of a slip sees: no name but the helper's, nothing of the resident. */
export async function readByCode(tx: Tx, call: Call): Promise<ConfirmPageAnswer> {
  const file = await findReferralFile(tx, { hash: call.actor.link ?? '' }, call.today);
  if (!file) throw new NotFound('referral', 'by code');
  const isOver = file.status === 'delivered' ? file.confirmUntil !== null && file.confirmUntil <= call.now.toISOString() : file.status !== 'confirmed';
  return {
    what: itemWords(file.item, call.language), who: whoHelped(file), when: file.deliveredOn ?? '', ...await calls(tx, call, file), language: call.language,
    mayCorrect: mayCorrect(file, call.now), rating: mayCorrect(file, call.now) ? file.rating : null, status: isOver ? 'expired' : file.helped === null ? 'waiting' : file.helped ? 'helped' : 'notHelped',
  };
}

/** The slip to print or to send: made anew from the key each time, and each showing is in the log, and in the resident's list of who looked. */
export async function readSlip(tx: Tx, call: Call, { referralId }: { referralId: string }): Promise<Slip> {
  const file = await getFile(tx, call, referralId);
  const code = confirmCodeOf(call.vault, file.id, file.confirmIssue);
  if (!hasSlip(file) || file.confirmHash !== hashOfCode(code)) throw new NotFound('slip', referralId);
  const reading = { divisionCode: file.divisionCode, purpose: 'confirmSlip', operation: 'referral.slip' };
  auditReads(tx, call, [{ ...reading, kind: 'referral', subjectId: file.id }, ...(file.personId ? [{ ...reading, kind: 'person', subjectId: file.personId }] : [])]);
  return {
    code, spoken: spokenCode(code), address: `/c/${code}`, until: file.confirmUntil!, what: itemWords(file.item, call.language), who: whoHelped(file), when: file.deliveredOn ?? '',
    recipientName: file.recipientName ?? '', ...await calls(tx, call, file),
    reference: file.personId ? (await tx.one<{ reference: string }>(sql`select reference from need where city = current_setting('app.city') and id = ${file.needId}`)).reference : null,
  };
}

// As many as a spreadsheet on an office machine opens at once.
const MOST_ROWS = 50_000;

/** The list as a workbook, in the columns that are seen. */
export async function exportReferrals(tx: Tx, call: Call, input: Omit<ListReferrals, 'sort' | 'limit' | 'after'> & { columns?: string | undefined }): Promise<FileAnswer> {
  const words = messages[LANGUAGES.includes(call.language) ? call.language : 'zh'];
  const yes = (value: boolean | null) => (value === null ? null : call.language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no');
  const columns: SheetColumn<ReferralRow>[] = [
    { key: 'item', label: words['referrals.field.item'], value: (row) => itemWords(row.item, call.language) },
    { key: 'status', label: words['referrals.field.status'], value: (row) => words[`referrals.status.${row.status}`] },
    { key: 'dueOn', label: words['referrals.field.dueOn'], value: (row) => row.dueOn },
    { key: 'recipient', label: words['referrals.field.recipient'], value: (row) => row.recipientName },
    { key: 'place', label: words['referrals.field.place'], value: (row) => row.communityName },
    { key: 'provider', label: words['referrals.field.provider'], width: 28, value: (row) => row.providerName },
    { key: 'units', label: words['referrals.field.units'], value: (row) => row.units },
    { key: 'worker', label: words['referrals.field.worker'], value: (row) => row.workerName },
    { key: 'offeredAt', label: words['referrals.field.offeredAt'], value: (row) => dayText(row.offeredAt) },
    { key: 'answeredAt', label: words['referrals.field.answeredAt'], value: (row) => dayText(row.answeredAt) },
    { key: 'scheduledFor', label: words['referrals.field.scheduledFor'], value: (row) => row.scheduledFor },
    { key: 'deliveredOn', label: words['referrals.field.deliveredOn'], value: (row) => row.deliveredOn },
    { key: 'confirmedAt', label: words['referrals.field.confirmedAt'], value: (row) => dayText(row.confirmedAt) },
    { key: 'helped', label: words['referrals.field.helped'], value: (row) => yes(row.helped) },
    { key: 'refusalCode', label: words['referrals.field.refusalCode'], value: (row) => (row.refusalCode ? words[`referrals.refusalCode.${row.refusalCode}`] : null) },
    { key: 'declineCode', label: words['referrals.field.declineCode'], value: (row) => (row.declineCode ? words[`referrals.decline.${row.declineCode}`] : null) },
  ];
  const rows = (await listReferralsWhole(tx, input, call.today, MOST_ROWS)).map((row) => shown(call, row));
  const name = call.language === 'zh' ? '转介' : 'Referrals';
  return workbookOf(`${name} ${call.today}.xlsx`, name, chosenColumns(columns, input.columns), rows);
}

const dayText = (moment: string | null): string | null => (moment ? new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 10) : null);

/** Told before an offer is sent, by the same rule by which it is admitted. */
export async function readConsentAsked(tx: Tx, call: Call, { needId, resourceId }: { needId: string; resourceId: string }): Promise<ConsentAsked> {
  const passing = await findPassing(tx, needId, resourceId);
  if (!passing) throw new NotFound('need', needId);
  const { personId, organizationId, matchedOn } = passing;
  const known = personId === null ? null : consentFor(await listReferralConsents(tx, [personId], call.today), organizationId);
  return { isAsked: personId !== null && known === null, recorded: known && { basis: known.basis, givenHow: known.givenHow, givenOn: known.givenOn }, matchedOn };
}
