import { z } from 'zod';

/**
 * The shapes of the Human Services Data Specification 3.0 (Open Referral) that resources are told in: a resource is a service, the organisation that offers it an
 * organization, its home community a location. Capacity is told as version 3.1 has it.
 */
const yes = z.stringbool().default(false);
const page = {
  search: z.string().trim().max(50).optional(), page: z.coerce.number().int().min(1).default(1), per_page: z.coerce.number().int().min(1).max(200).default(50),
  /** JSON is all there is. */
  format: z.enum(['json']).default('json'),
};
/** A place is asked for by its code, not by a postcode: no record has one. */
const narrowed = {
  ...page, taxonomy_term_id: z.uuid().optional(), taxonomy_id: z.uuid().optional(), organization_id: z.uuid().optional(), modified_after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(), full: yes,
};
export const ListServices = z.object({ ...narrowed, minimal: yes });
export type ListServices = z.output<typeof ListServices>;
export const ListServicesAtLocations = z.object({ ...narrowed, postcode: z.never().optional(), proximity: z.never().optional() });
export type ListServicesAtLocations = z.output<typeof ListServicesAtLocations>;
export const ListHsdsOrganizations = z.object({ ...page, full: yes, full_service: yes });
export type ListHsdsOrganizations = z.output<typeof ListHsdsOrganizations>;
export const ListTaxonomies = z.object(page);
export const ListTerms = z.object({ ...page, taxonomy_id: z.uuid().optional(), parent_id: z.uuid().optional(), top_only: yes });
export type ListTerms = z.output<typeof ListTerms>;
export const OneHsds = z.object({ id: z.uuid() });
export const OneHsdsOrganization = OneHsds.extend({ full_service: yes });

const uri = z.string();
export const HsdsAbout = z.object({ version: z.string(), profile: uri, openapi_url: uri });
export const HsdsTaxonomy = z.object({ id: z.uuid(), name: z.string(), description: z.string(), version: z.string() });
export const HsdsTerm = z.object({ id: z.uuid(), code: z.string(), name: z.string(), description: z.string(), parent_id: z.uuid().optional(), taxonomy: z.string(), language: z.string(), taxonomy_id: z.uuid() });
export type HsdsTerm = z.infer<typeof HsdsTerm>;

const Attribute = z.object({ id: z.uuid(), link_id: z.uuid(), taxonomy_term_id: z.uuid(), link_type: z.string(), link_entity: z.string(), value: z.string(), taxonomy_term: HsdsTerm });
const Schedule = z.object({ id: z.uuid(), service_id: z.uuid(), valid_from: z.string().optional(), valid_to: z.string().optional(), freq: z.enum(['WEEKLY']), wkst: z.enum(['MO']), interval: z.number(), byday: z.string(), opens_at: z.string(), closes_at: z.string(), description: z.string() });
const Named = z.object({ id: z.uuid(), service_id: z.uuid(), name: z.string() });
const Identifier = z.object({ id: z.uuid(), organization_id: z.uuid(), identifier_scheme: z.string(), identifier_type: z.string(), identifier: z.string() });
const Location = z.object({
  id: z.uuid(), location_type: z.enum(['physical']), name: z.string(), description: z.string(), external_identifier: z.string(), external_identifier_type: z.string(),
  addresses: z.array(z.object({
    id: z.uuid(), location_id: z.uuid(), address_1: z.string(), city: z.string(), region: z.string(), state_province: z.string(), postal_code: z.string(), country: z.string(), address_type: z.enum(['physical']),
  })),
});
const AtLocation = z.object({ id: z.uuid(), service_id: z.uuid(), location_id: z.uuid(), description: z.string(), location: Location });
const Capacity = z.object({
  id: z.uuid(), service_id: z.uuid(), unit_id: z.uuid(), available: z.number(), maximum: z.number().optional(), description: z.string(), updated: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string(), scheme: z.string(), identifier: z.string() }),
});

const organizationFields = { id: z.uuid(), name: z.string(), description: z.string(), legal_status: z.string(), uri: uri.optional() };
export const HsdsOrganizationInService = z.object(organizationFields);
const serviceFields = {
  id: z.uuid(), organization_id: z.uuid().optional(), name: z.string(), description: z.string(), status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  fees_description: z.string(), licenses: z.string(), assured_date: z.string(), last_modified: z.string(), alert: z.string().optional(),
};
export const HsdsServiceInList = z.object({ ...serviceFields, organization: HsdsOrganizationInService.optional() });
export const HsdsService = HsdsServiceInList.extend({
  schedules: z.array(Schedule), service_areas: z.array(Named.extend({ description: z.string(), extent: z.string(), extent_type: z.string() })), service_at_locations: z.array(AtLocation),
  languages: z.array(Named.extend({ code: z.string() })), attributes: z.array(Attribute),
  cost_options: z.array(z.object({ id: z.uuid(), service_id: z.uuid(), option: z.string(), currency: z.string(), amount: z.number() })),
  capacities: z.array(Capacity),
});
export type HsdsService = z.infer<typeof HsdsService>;
export const HsdsServiceAtLocation = AtLocation.extend({ service: z.union([HsdsService, HsdsServiceInList]) });
export type HsdsServiceAtLocation = z.infer<typeof HsdsServiceAtLocation>;
export const HsdsOrganization = z.object({ ...organizationFields, organization_identifiers: z.array(Identifier), services: z.array(z.union([HsdsService, HsdsServiceInList])).optional() });
export type HsdsOrganization = z.infer<typeof HsdsOrganization>;

/** A page as the standard's own API has it. */
const pageOf = <T extends z.ZodType>(one: T) => z.object({
  total_items: z.int(), total_pages: z.int(), page_number: z.int(), size: z.int(), first_page: z.boolean(), last_page: z.boolean(), empty: z.boolean(), contents: z.array(one),
});
export const ServicePage = pageOf(z.union([HsdsService, HsdsServiceInList, z.object({ id: z.uuid(), last_modified: z.string() })]));
export const ServiceAtLocationPage = pageOf(HsdsServiceAtLocation);
export const HsdsOrganizationPage = pageOf(HsdsOrganization);
export const TaxonomyPage = pageOf(HsdsTaxonomy);
export const TermPage = pageOf(HsdsTerm);
export type PageOf<T> = Omit<z.infer<typeof ServicePage>, 'contents'> & { contents: T[] };
