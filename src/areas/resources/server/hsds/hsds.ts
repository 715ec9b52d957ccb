import { createHash } from 'node:crypto';
import { scopeOf } from '../../../../platform/server/actor.ts';
import type { Call } from '../../../../platform/server/call.ts';
import { NotFound } from '../../../../platform/server/errors.ts';
import { makeSay } from '../../../../platform/server/say.ts';
import type { Tx } from '../../../../platform/server/tx.ts';
import { ITEMS, type ItemCode } from '../../../needs/core/items.ts';
import { messages as organizationMessages } from '../../../organizations/core/messages.ts';
import { atLocation, organizationOf, serviceInList, serviceOf, taxonomyId, termsOf, type DirectoryRow, type Telling } from '../../core/hsds.ts';
import type { HsdsOrganization, ListHsdsOrganizations, ListServices, ListServicesAtLocations, ListTerms, PageOf } from '../../core/hsds-contract.ts';
import { messages } from '../../core/messages.ts';
import { countDirectory, listDirectory, listOrganizationsTold, type OrganizationRow, type Wanted } from './queries.ts';

const say = makeSay([messages, organizationMessages]);

/** An id of the form of a UUID (version 8) that says the same thing every time. */
function idOf(...what: string[]): string {
  const bytes = createHash('sha256').update(['sanshe', ...what].join('\n')).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const tellingOf = (call: Call): Telling => ({ idOf, language: call.language, today: call.today, say: (key, details) => say(call.language, key, details) });

type Paged = { page: number; per_page: number };
const placeOf = ({ page, per_page: limit }: Paged) => ({ offset: (page - 1) * limit, limit });

function pageOf<T>({ page, per_page: limit }: Paged, total: number, contents: T[]): PageOf<T> {
  const pages = Math.ceil(total / limit);
  return { total_items: total, total_pages: pages, page_number: page, size: contents.length, first_page: page === 1, last_page: page >= pages, empty: contents.length === 0, contents };
}

/** What the filters of the standard come to here; null: they ask for a classification that nothing has. */
function wantedOf(call: Call, input: Pick<ListServices, 'search' | 'taxonomy_id' | 'taxonomy_term_id' | 'organization_id' | 'modified_after'>): Wanted | null {
  if (input.taxonomy_id && input.taxonomy_id !== taxonomyId(idOf)) return null;
  const term = input.taxonomy_term_id, items = term && (Object.keys(ITEMS) as ItemCode[]).filter((code) => idOf('item', code) === term || idOf('category', ITEMS[code].category) === term);
  return {
    isParty: scopeOf(call.actor).dbRole === 'sanshe_party', search: input.search, modifiedAfter: input.modified_after,
    ...(items ? { items } : {}), ...(input.organization_id ? { organizationIds: [input.organization_id] } : {}),
  };
}

async function pageOfServices<T>(tx: Tx, call: Call, input: Omit<ListServicesAtLocations, 'postcode' | 'proximity'>, tell: (row: DirectoryRow) => T): Promise<PageOf<T>> {
  const wanted = wantedOf(call, input);
  if (!wanted) return pageOf<T>(input, 0, []);
  const [total, rows] = await Promise.all([countDirectory(tx, wanted), listDirectory(tx, call.today, wanted, placeOf(input))]);
  return pageOf(input, total, rows.map(tell));
}

export function listServices(tx: Tx, call: Call, input: ListServices) {
  const telling = tellingOf(call);
  return pageOfServices(tx, call, input, (row) => (input.minimal ? { id: row.id, last_modified: row.updatedAt } : input.full ? serviceOf(row, telling) : serviceInList(row, telling)));
}

export function listServicesAtLocations(tx: Tx, call: Call, input: ListServicesAtLocations) {
  const telling = tellingOf(call);
  return pageOfServices(tx, call, input, (row) => ({ ...atLocation(row, telling), service: input.full ? serviceOf(row, telling) : serviceInList(row, telling) }));
}

async function rowOf(tx: Tx, call: Call, id: string): Promise<DirectoryRow> {
  const [row] = await listDirectory(tx, call.today, { id });
  if (!row) throw new NotFound('resource', id);
  return row;
}

export const readService = async (tx: Tx, call: Call, { id }: { id: string }) => serviceOf(await rowOf(tx, call, id), tellingOf(call));

export async function readServiceAtLocation(tx: Tx, call: Call, { id }: { id: string }) {
  const row = await rowOf(tx, call, id), telling = tellingOf(call);
  return { ...atLocation(row, telling), service: serviceOf(row, telling) };
}

async function organizationsOf(tx: Tx, call: Call, rows: OrganizationRow[], { services, full }: { services: boolean; full: boolean }): Promise<HsdsOrganization[]> {
  const telling = tellingOf(call), offered = services ? await listDirectory(tx, call.today, { organizationIds: rows.map(({ id }) => id) }) : [];
  return rows.map((row) => ({
    ...organizationOf(row, telling),
    organization_identifiers: row.uscc ? [{ id: idOf(row.id, 'uscc'), organization_id: row.id, identifier_scheme: 'CN-USCC', identifier_type: 'unified social credit code', identifier: row.uscc }] : [],
    ...(services ? { services: offered.filter((one) => one.organizationId === row.id).map((one) => (full ? serviceOf(one, telling) : serviceInList(one, telling))) } : {}),
  }));
}

export async function listHsdsOrganizations(tx: Tx, call: Call, input: ListHsdsOrganizations) {
  const { total, rows } = await listOrganizationsTold(tx, input, placeOf(input));
  return pageOf(input, total, await organizationsOf(tx, call, rows, { services: input.full || input.full_service, full: input.full_service }));
}

export async function readHsdsOrganization(tx: Tx, call: Call, { id, full_service: full }: { id: string; full_service: boolean }) {
  const { rows } = await listOrganizationsTold(tx, { id }, { offset: 0, limit: 1 });
  if (rows.length === 0) throw new NotFound('organization', id);
  return (await organizationsOf(tx, call, rows, { services: true, full }))[0]!;
}

function taxonomyOf(call: Call) {
  const { idOf: id, say: words } = tellingOf(call);
  return { id: taxonomyId(id), name: words('resources.hsds.taxonomy'), description: words('resources.hsds.taxonomy'), version: '1' };
}

const answersTo = (text: string, search: string | undefined): boolean => !search || text.includes(search);

export function listTaxonomies(_tx: Tx, call: Call, input: Paged & { search?: string | undefined }) {
  const all = [taxonomyOf(call)].filter(({ name }) => answersTo(name, input.search)), { offset, limit } = placeOf(input);
  return Promise.resolve(pageOf(input, all.length, all.slice(offset, offset + limit)));
}

export function readTaxonomy(_tx: Tx, call: Call, { id }: { id: string }) {
  const one = taxonomyOf(call);
  if (one.id !== id) throw new NotFound('taxonomy', id);
  return Promise.resolve(one);
}

export function listTerms(_tx: Tx, call: Call, input: ListTerms) {
  const { offset, limit } = placeOf(input);
  const all = termsOf(tellingOf(call)).filter((term) =>
    answersTo(term.name, input.search) && (!input.taxonomy_id || term.taxonomy_id === input.taxonomy_id) && (!input.parent_id || term.parent_id === input.parent_id) && !(input.top_only && term.parent_id));
  return Promise.resolve(pageOf(input, all.length, all.slice(offset, offset + limit)));
}

export function readTerm(_tx: Tx, call: Call, { id }: { id: string }) {
  const one = termsOf(tellingOf(call)).find((term) => term.id === id);
  if (!one) throw new NotFound('taxonomyTerm', id);
  return Promise.resolve(one);
}
