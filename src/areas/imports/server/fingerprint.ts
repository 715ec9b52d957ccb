import { createHmac } from 'node:crypto';
import type { Vault } from '../../../platform/server/vault.ts';
import type { Kind } from '../core/fields.ts';
import type { NeedRecord, OrganizationRecord, ResourceRecord, RowOutcome } from '../core/records.ts';
import { keyOf } from '../core/text.ts';

const keys = new WeakMap<Vault, string>();
const keyIn = (vault: Vault): string => keys.get(vault) ?? keys.set(vault, vault.derive('import row')).get(vault)!;

/** Who was heard by whom, when, how, with what: equal in all of it, it is one conversation written down twice. */
const ofNeed = (record: NeedRecord) => [
  record.residentId ?? '', record.name, record.phones.join(','), record.divisionCode, keyOf(record.address), record.item ?? record.category, keyOf(record.description), record.heardOn ?? '', record.channel ?? '', record.heardBy,
];
const ofResource = (record: ResourceRecord) => [
  keyOf(record.provider), record.kind, record.items.map(({ item, category }) => item ?? category).sort().join(','), record.countyCode ?? '',
  record.reach ? `${[...record.reach.divisions].sort().join(',')}~${record.reach.radiusKm ?? ''}` : keyOf(record.typed['reach'] ?? ''),
  record.quantity ? `${record.quantity.amount} ${record.quantity.unit} ${record.quantity.per ?? ''}` : keyOf(record.typed['quantity'] ?? ''), keyOf(record.timesSaid), record.validUntil ?? '',
];
const ofOrganization = (record: OrganizationRecord) => [record.uscc ?? `${record.divisionCode ?? ''} ${record.filingNo} ${keyOf(record.name)}`];

/** A keyed digest of what a row says: the same row of the same or another file is known by it, and nobody reads anything out of it. */
export function fingerprintOf(vault: Vault, kind: Kind, record: NonNullable<RowOutcome['record']>): Buffer {
  const parts = kind === 'needs' ? ofNeed(record as NeedRecord) : kind === 'resources' ? ofResource(record as ResourceRecord) : ofOrganization(record as OrganizationRecord);
  return createHmac('sha256', keyIn(vault)).update([kind, ...parts].join('\u0000')).digest().subarray(0, 16);
}
