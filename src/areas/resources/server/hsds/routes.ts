import { z } from 'zod';
import { query, type Route } from '../../../../platform/server/route.ts';
import {
  HsdsAbout, HsdsOrganization, HsdsOrganizationPage, HsdsService, HsdsServiceAtLocation, HsdsTaxonomy, HsdsTerm, ListHsdsOrganizations, ListServices, ListServicesAtLocations, ListTaxonomies, ListTerms, OneHsds,
  OneHsdsOrganization, ServiceAtLocationPage, ServicePage, TaxonomyPage, TermPage,
} from '../../core/hsds-contract.ts';
import {
  listHsdsOrganizations, listServices, listServicesAtLocations, listTaxonomies, listTerms, readHsdsOrganization, readService, readServiceAtLocation, readTaxonomy, readTerm,
} from './hsds.ts';

const about = { version: '3.0', profile: 'https://docs.openreferral.org/en/3.0/', openapi_url: '/api/openapi.json' };

/** The directory in the words of the Human Services Data Specification 3.0: whoever may see resources sees the same here. */
export const hsdsRoutes: Route[] = [
  query({ path: '/api/hsds', permission: 'resource.list', says: 'HSDS 3.0: which version is spoken here', input: z.object({}), answer: HsdsAbout, run: () => Promise.resolve(about) }),
  query({ path: '/api/hsds/services', permission: 'resource.list', says: 'HSDS 3.0: resources as services, a page at a time', input: ListServices, answer: ServicePage, run: listServices }),
  query({ path: '/api/hsds/services/:id', permission: 'resource.list', says: 'HSDS 3.0: one service with all that belongs to it', input: OneHsds, answer: HsdsService, run: readService }),
  query({ path: '/api/hsds/service_at_locations', permission: 'resource.list', says: 'HSDS 3.0: services where they are based', input: ListServicesAtLocations, answer: ServiceAtLocationPage, run: listServicesAtLocations }),
  query({ path: '/api/hsds/service_at_locations/:id', permission: 'resource.list', says: 'HSDS 3.0: one service where it is based', input: OneHsds, answer: HsdsServiceAtLocation, run: readServiceAtLocation }),
  query({ path: '/api/hsds/organizations', permission: 'organization.list', says: 'HSDS 3.0: organisations, a page at a time', input: ListHsdsOrganizations, answer: HsdsOrganizationPage, run: listHsdsOrganizations }),
  query({ path: '/api/hsds/organizations/:id', permission: 'organization.read', says: 'HSDS 3.0: one organisation and its services', input: OneHsdsOrganization, answer: HsdsOrganization, run: readHsdsOrganization }),
  query({ path: '/api/hsds/taxonomies', permission: 'resource.list', says: 'HSDS 3.0: the taxonomy of needs and services', input: ListTaxonomies, answer: TaxonomyPage, run: listTaxonomies }),
  query({ path: '/api/hsds/taxonomies/:id', permission: 'resource.list', says: 'HSDS 3.0: the taxonomy by its id', input: OneHsds, answer: HsdsTaxonomy, run: readTaxonomy }),
  query({ path: '/api/hsds/taxonomy_terms', permission: 'resource.list', says: 'HSDS 3.0: categories and items', input: ListTerms, answer: TermPage, run: listTerms }),
  query({ path: '/api/hsds/taxonomy_terms/:id', permission: 'resource.list', says: 'HSDS 3.0: one category or item', input: OneHsds, answer: HsdsTerm, run: readTerm }),
];
