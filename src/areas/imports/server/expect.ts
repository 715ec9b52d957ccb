import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findOpenNeeds } from '../../needs/server/import-operations.ts';
import { findKnownOrganizations } from '../../organizations/server/import-operations.ts';
import { findPeopleByNumber } from '../../people/server/import-operations.ts';
import type { Kind } from '../core/fields.ts';
import type { NeedRecord, OrganizationRecord, RowOutcome } from '../core/records.ts';
import { itemOf, organizationOf } from '../core/to-records.ts';
import { listKnown } from './queries.ts';

/** Which of these rows meet what is there already, and what they would join: the same row imported before, the same person's open need, the organisation of that code. By place in the list. */
export async function expectKnown(tx: Tx, call: Call, kind: Kind, rows: RowOutcome[], prints: (Buffer | null)[]): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const known = new Map((await listKnown(tx, prints.flatMap((print) => print ?? []))).map((row) => [row.fingerprint, row.subjectId]));
  prints.forEach((print, i) => {
    const subjectId = print ? known.get(print.toString('hex')) : undefined;
    if (subjectId) found.set(i, subjectId);
  });
  if (kind === 'needs') await expectNeeds(tx, call, rows, found);
  if (kind === 'organizations') await expectOrganizations(tx, call, rows, found);
  return found;
}

async function expectNeeds(tx: Tx, call: Call, rows: RowOutcome[], found: Map<number, string>): Promise<void> {
  const asked = rows.flatMap((row, i) => {
    const record = row.record as NeedRecord | null;
    return record?.residentId && !found.has(i) ? [{ i, residentId: record.residentId, item: itemOf(record) as string }] : [];
  });
  if (asked.length === 0) return;
  const people = await findPeopleByNumber(tx, call, asked.map(({ residentId }) => residentId));
  const pairs = asked.flatMap(({ item }, at) => (people[at] ? [{ personId: people[at], item }] : []));
  const open = new Map((await findOpenNeeds(tx, pairs)).map(({ needId, personId, item }) => [`${personId} ${item}`, needId]));
  asked.forEach(({ i, item }, at) => {
    const subjectId = open.get(`${people[at]} ${item}`);
    if (subjectId) found.set(i, subjectId);
  });
}

async function expectOrganizations(tx: Tx, call: Call, rows: RowOutcome[], found: Map<number, string>): Promise<void> {
  const identities = rows.flatMap((row, ord) => {
    if (!row.record || found.has(ord)) return [];
    const { uscc, filingNo, divisionCode, name } = organizationOf(row.record as OrganizationRecord, call.actor.divisionCode);
    return [{ ord, uscc: uscc ?? null, filingNo: filingNo ?? null, divisionCode, name }];
  });
  for (const [ord, subjectId] of await findKnownOrganizations(tx, identities)) found.set(ord, subjectId);
}
