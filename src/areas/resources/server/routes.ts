import { z } from 'zod';
import { command, download, query, type Route } from '../../../platform/server/route.ts';
import {
  AddResourceCommand, ChangeResourceStatus, ConfirmCapacityCommand, Confirmed, ExportResources, ListResources, OneResource, ResourceAnswer, ResourceList, ListServing, ServingList, ResumeResource, RevealResourcePhone,
  ByKey, FeedAnswer, MadeFeed, MakeFeed, ReadWeek, ToTakeAlong, UpdateResource, WeekAnswer,
} from '../core/contract.ts';
import { ChangeOwn, Kept, KeepAnswer, KeepByCode, KeepChange, KeepConfirm, KeepOne, MakeOwnerLink, OwnChanged, OwnerLinkAnswer, OwnerLinkMade, OwnerOf, RevokeOwnerLink } from '../core/owner-contract.ts';
import { listToTakeAlong } from './along.ts';
import { makeFeed, readByKey, readCalendar, readFeed, readWeek, revokeFeed } from './calendar.ts';
import { exportResources, listResources, listServing, readResource } from './list.ts';
import { changeKept, confirmKept, readKept, resumeKept, stopKept } from './keep.ts';
import { addResource, changeResourceStatus, confirmCapacity, resumeResource, revealResourcePhone, updateResource } from './operations.ts';

const about = (input: { resourceId: string }) => ({ kind: 'resource', id: input.resourceId });
const Status = z.object({ resourceId: z.uuid(), status: z.string() });

import { changeOwn } from './own.ts';
import { makeOwnerLink, readOwnerLink, revokeOwnerLink } from './owner-link-operations.ts';

const ownerLink = ({ linkId }: { linkId: string }) => ({ kind: 'ownerLink', id: linkId });
export const resourceRoutes: Route[] = [
  query({ path: '/api/resources', permission: 'resource.list', says: 'Resources one may see, with what is left of them and how sure that is', input: ListResources, answer: ResourceList, run: listResources }),
  query({ path: '/api/resources/serving', permission: 'resource.list', says: 'Who serves a community with an item today, the nearest first', input: ListServing, answer: ServingList, run: listServing }),
  download({ path: '/api/resources/export', permission: 'resource.list', says: 'The same list as a workbook', input: ExportResources, run: exportResources }),
  query({ path: '/api/resources/calendar-feed', permission: 'resource.feed', says: 'The address by which the own organisation’s calendar is subscribed to', input: z.object({}), answer: FeedAnswer, run: (tx, call) => readFeed(tx, call) }),
  query({ path: '/api/resources/:resourceId/week', permission: 'resource.read', says: 'A week of a resource: when it is offered, taken and free', input: ReadWeek, answer: WeekAnswer, run: readWeek }),
  download({ path: '/api/resources/:resourceId/calendar.ics', permission: 'resource.read', says: 'The calendar of a resource (RFC 5545), without whom its hours are promised to', input: OneResource, run: readCalendar }),
  download({ path: '/api/calendar/:code', permission: 'link', says: 'An organisation’s calendar, by the key in its address', input: ByKey, run: (tx, call) => readByKey(tx, call) }),
  command({ path: '/api/resources/calendar-feed/make', permission: 'resource.feed', says: 'A new address for the own organisation’s calendar; an old one opens nothing any more', input: MakeFeed, answer: MadeFeed, subject: (_input, answer) => answer && { kind: 'organization', id: answer.organizationId }, run: (tx, call) => makeFeed(tx, call) }),
  command({ path: '/api/resources/calendar-feed/revoke', permission: 'resource.feed', says: 'Takes the address of the own organisation’s calendar back', input: MakeFeed, answer: MadeFeed, subject: (_input, answer) => answer && { kind: 'organization', id: answer.organizationId }, run: (tx, call) => revokeFeed(tx, call) }),
  query({ path: '/api/resources/owner-link', permission: 'resource.link', says: 'The link by which an organisation, or the provider of one resource, keeps it without an account', input: OwnerOf, answer: OwnerLinkAnswer, run: readOwnerLink }),
  command({ path: '/api/resources/owner-link/make', permission: 'resource.link', says: 'Makes such a link, until a day; one before it opens nothing any more', input: MakeOwnerLink, answer: OwnerLinkMade, subject: (_input, answer) => answer && ownerLink(answer), run: makeOwnerLink }),
  command({ path: '/api/resources/owner-link/revoke', permission: 'resource.link', says: 'Takes such a link back', input: RevokeOwnerLink, answer: OwnerLinkMade, subject: ownerLink, run: revokeOwnerLink }),
  query({ path: '/api/keep/:code', permission: 'link', says: 'What an owner keeps, by the code of its link', input: KeepByCode, answer: KeepAnswer, run: (tx, call) => readKept(tx, call) }),
  command({ path: '/api/keep/:code/confirm', permission: 'link', says: 'Still so: of one resource or of several, by the owner’s link', input: KeepConfirm, answer: Kept, run: confirmKept }),
  command({ path: '/api/keep/:code/change', permission: 'link', says: 'Capacity, days not offered, telephone or term, by the owner’s link', input: KeepChange, answer: Kept, run: changeKept }),
  command({ path: '/api/keep/:code/stop', permission: 'link', says: 'Pauses a resource by the owner’s link', input: KeepOne, answer: Kept, run: stopKept }),
  command({ path: '/api/keep/:code/resume', permission: 'link', says: 'Takes it up again by the owner’s link', input: KeepOne, answer: Kept, run: resumeKept }),
  command({ path: '/api/resources/change-own', permission: 'resource.own', says: 'An organisation changes capacity, days not offered, telephone or term of its own resource', input: ChangeOwn, answer: OwnChanged, subject: about, run: changeOwn }),
  query({
    path: '/api/resources/:resourceId', permission: 'resource.read', says: 'One resource with every statement of its capacity', input: OneResource, answer: ResourceAnswer,
    run: (tx, call, input) => readResource(tx, call, input.resourceId),
  }),
  query({
    path: '/api/resources/:resourceId/to-take-along', permission: 'resource.update', says: 'The resources that each visit of one could take along', input: OneResource, answer: ToTakeAlong,
    run: async (tx, _call, input) => ({ items: await listToTakeAlong(tx, input.resourceId) }),
  }),
  command({ path: '/api/resources/add', permission: 'resource.add', says: 'Puts a resource on the list', input: AddResourceCommand, answer: OneResource, subject: (_input, answer) => answer && about(answer), run: addResource }),
  command({ path: '/api/resources/update', permission: 'resource.update', says: 'Corrects a resource, if nobody else has meanwhile', input: UpdateResource, answer: z.object({ resourceId: z.uuid(), version: z.int() }), subject: about, run: updateResource }),
  command({ path: '/api/resources/confirm-capacity', permission: 'resource.confirm', says: 'States a capacity anew for today; without figures: still right', input: ConfirmCapacityCommand, answer: Confirmed, subject: about, run: confirmCapacity }),
  ...(['pause', 'end'] as const).map((action) => command({
    path: `/api/resources/${action}`, permission: 'resource.pause', says: `${action === 'pause' ? 'Pauses' : 'Ends'} a resource, with a reason`, input: ChangeResourceStatus, answer: Status, subject: about,
    run: (tx, call, input) => changeResourceStatus(tx, call, action, input),
  })),
  command({ path: '/api/resources/resume', permission: 'resource.pause', says: 'Takes a paused resource up again and states its capacity anew', input: ResumeResource, answer: Status, subject: about, run: resumeResource }),
  command({ path: '/api/resources/reveal-phone', permission: 'resource.phone', says: 'The phone in the clear, for a purpose that stays in the log', input: RevealResourcePhone, answer: z.object({ value: z.string() }), subject: about, run: revealResourcePhone }),
];
