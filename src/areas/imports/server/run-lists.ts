import { isWithin } from '../../../kernel/division.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { askDuplicates } from '../../needs/server/operations.ts';
import { RegisterOrganization } from '../../organizations/core/contract.ts';
import { bringBackOrganizations, findByNames } from '../../organizations/server/import-operations.ts';
import { decideRegistration, registerOrganizations } from '../../organizations/server/operations.ts';
import { AddResource } from '../../resources/core/contract.ts';
import { findLikeResources } from '../../resources/server/import-operations.ts';
import { addResources, decideAddition } from '../../resources/server/operations.ts';
import type { OrganizationRecord, Place, ResourceRecord } from '../core/records.ts';
import { organizationOf, resourceOf } from '../core/to-records.ts';
import { fateAgain, placeOf, type Entry, type Fate } from './batch.ts';
import { listAtPlaces, listMakers, type Import } from './queries.ts';

/** Refusals of the registers that belong to a cell of their own. */
const FIELD_OF: Record<string, string> = {
  outsideYourDivision: 'county', basedElsewhere: 'county', noItem: 'items', endsBeforeItBegins: 'validUntil', gradeEndsBeforeItBegins: 'gradeUntil', registeredLater: 'registeredOn', filedHasNoUscc: 'uscc',
  usccKindDisagrees: 'kind', usccCharacter: 'uscc', usccLength: 'uscc', usccCheck: 'uscc',
};
const CODE_OF: Record<string, string> = { basedElsewhere: 'outsideYourDivision', usccKindDisagrees: 'kindDisagrees' };

const refusedFor = (code: string, typed: string): Fate => ({ outcome: 'refused', code: CODE_OF[code] ?? code, field: FIELD_OF[code] ?? 'name', typed });

/** Brings in the organisations of one batch: one credit code is one organisation, here before or not. */
export async function runOrganizations(tx: Tx, call: Call, made: Import, entries: Entry<OrganizationRecord>[]): Promise<Fate[]> {
  const fates: (Fate | null)[] = entries.map(() => null);
  const given: { at: number; entry: RegisterOrganization }[] = [];
  entries.forEach(({ record }, at) => {
    const entry = organizationOf(record, call.actor.divisionCode);
    const parsed = RegisterOrganization.safeParse(entry);
    const decided = parsed.success ? decideRegistration(call, parsed.data) : null;
    if (!decided) fates[at] = refusedFor('notTaken', record.name);
    else if (!decided.ok) fates[at] = refusedFor(decided.refusal.code, record.typed['authority'] ?? record.authority);
    else given.push({ at, entry });
  });
  const registered = await registerOrganizations(tx, call, given.map(({ entry }) => entry));
  await bringBackOrganizations(tx, call, registered.flatMap(({ organizationId, isNew }) => (isNew ? [] : [organizationId])));
  const makers = new Map<string, Place>((await listMakers(tx, made.id, registered.map(({ organizationId }) => organizationId))).map((maker) => [maker.subjectId, { file: String(maker.file), sheet: maker.sheet, row: maker.row }]));
  registered.forEach(({ organizationId, isNew }, i) => {
    const { at, entry } = given[i]!;
    const about = { subjectId: organizationId, divisionCode: isWithin(entry.divisionCode, call.actor.divisionCode) ? entry.divisionCode : call.actor.divisionCode };
    fates[at] = isNew ? { outcome: 'imported', ...about } : { outcome: 'merged', ...about, mergedWith: makers.get(organizationId) ?? { known: organizationId } };
    if (isNew) makers.set(organizationId, placeOf(entries[at]!));
  });
  return fates.map((fate) => fate!);
}

/** Brings in the resources of one batch. The same offer is not listed twice; one that differs only in how much or when is asked about. */
export async function runResources(tx: Tx, call: Call, made: Import, entries: Entry<ResourceRecord>[]): Promise<Fate[]> {
  const fates: (Fate | null)[] = entries.map(() => null);
  const organizations = await findByNames(tx, [...new Set(entries.map(({ record }) => record.provider))]);
  const given: { at: number; entry: AddResource; homeCode: string }[] = [];
  entries.forEach((one, at) => {
    if (one.again || one.joins) return;
    const { record, row } = one;
    const asked = resourceOf(record, made.asOf < call.today ? made.asOf : call.today, call.actor.divisionCode);
    if ('code' in asked) { fates[at] = refusedFor(asked.code, record.typed['county'] ?? record.provider); return; }
    const entry = { ...asked.resource, organizationId: organizations.get(record.provider) ?? null, importId: made.id, importPlace: `${made.fileNames[row.file] ?? ''} ${row.sheet} ${row.row}`.trim().slice(0, 300) };
    const parsed = AddResource.safeParse(entry);
    const decided = parsed.success ? decideAddition(call, parsed.data) : null;
    if (!decided) fates[at] = refusedFor('notTaken', record.provider);
    else if (!decided.ok) fates[at] = refusedFor(decided.refusal.code, record.typed['validUntil'] ?? record.provider);
    else given.push({ at, entry, homeCode: entry.homeCode });
  });
  const like = await findLikeResources(tx, given.map(({ entry }) => ({ providerName: entry.providerName, kind: entry.kind, items: entry.items })));
  const added = await addResources(tx, call, given.map(({ entry }) => entry));
  added.forEach(({ resourceId }, i) => { fates[given[i]!.at] = { outcome: 'imported', subjectId: resourceId, divisionCode: given[i]!.homeCode }; });
  entries.forEach((one, at) => { const met = one.again ?? one.joins; if (met && !fates[at]) fates[at] = fateAgain(met, entries, fates, call.actor.divisionCode); });
  await askAboutOffers(tx, call, made, entries, fates, like.map(({ ord, resourceId }) => ({ at: given[ord]!.at, resourceId })));
  return fates.map((fate) => fate!);
}

async function askAboutOffers(tx: Tx, call: Call, made: Import, entries: Entry<ResourceRecord>[], fates: (Fate | null)[], like: { at: number; resourceId: string }[]): Promise<void> {
  // questions go to the station; an officer of banner or city brings lists and is asked nothing
  if (scopeOf(call.actor).settings['app.lo'] === '') return;
  const imported = entries.flatMap(({ inside }, at) => (fates[at]?.outcome === 'imported' ? inside.asks.flatMap((place) => ('row' in place ? [{ at, key: { file: Number(place.file ?? 0), sheet: place.sheet, row: place.row } }] : [])) : []));
  const keyOf = ({ file, sheet, row }: { file: number; sheet: string; row: number }) => `${file} ${sheet} ${row}`;
  const subjects = new Map((await listAtPlaces(tx, made.id, imported.map(({ key }) => key))).map((row) => [keyOf(row), row.subjectId]));
  entries.forEach(({ row }, at) => { const fate = fates[at]!; if (fate.outcome !== 'refused') subjects.set(keyOf(row), fate.subjectId); });
  const pairs = [...like, ...imported.flatMap(({ at, key }) => { const resourceId = subjects.get(keyOf(key)); return resourceId ? [{ at, resourceId }] : []; })];
  const asked = new Map(pairs.flatMap(({ at, resourceId }) => {
    const fate = fates[at]!;
    return fate.outcome === 'imported' && fate.subjectId !== resourceId ? [[[resourceId, fate.subjectId].sort().join(' '), { at, resourceId, fate }] as const] : [];
  }));
  await askDuplicates(tx, call, [...asked.values()].map(({ at, resourceId, fate }) => ({
    kind: 'resource' as const, divisionCode: fate.divisionCode, firstId: resourceId, secondId: fate.subjectId, why: { rule: 'sameOffer', importId: made.id }, title: entries[at]!.record.provider,
  })));
}
