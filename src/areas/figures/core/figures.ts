import { communitiesTakingPart } from './f01-communities-taking-part.ts';
import { servicesToElders } from './f04-services-to-elders.ts';
import { servicesToChildren } from './f05-services-to-children.ts';
import { culturalActivities } from './f06-cultural-activities.ts';
import { volunteersTakingPart } from './f07-volunteers-taking-part.ts';
import { peopleBenefiting } from './f08-people-benefiting.ts';
import { socialOrganizations } from './f16-social-organizations.ts';
import { socialWorkAgencies } from './f17-social-work-agencies.ts';
import { filedOrganizations } from './f18-filed-organizations.ts';
import { gradedOrganizations } from './f19-graded-organizations.ts';
import type { FigureDefinition } from './figure.ts';
import { needsHeard } from './needs-heard.ts';
import { needsMet } from './needs-met.ts';
import { needsOpen } from './needs-open.ts';
import { personsReached } from './persons-reached.ts';
import { referralsConfirmed } from './referrals-confirmed.ts';
import { sessionsHeld } from './sessions-held.ts';

/** Every figure there is, in the order shown. A new one is a file here, a relation in server/relations.ts, and nothing else. */
export const FIGURES = [
  communitiesTakingPart, servicesToElders, servicesToChildren, culturalActivities,
  peopleBenefiting, personsReached, volunteersTakingPart, sessionsHeld,
  needsHeard, needsMet, needsOpen, referralsConfirmed,
  socialOrganizations, socialWorkAgencies, gradedOrganizations, filedOrganizations,
] as const satisfies readonly FigureDefinition[];

export type FigureCode = (typeof FIGURES)[number]['code'];
export const FIGURE_CODES: FigureCode[] = FIGURES.map(({ code }) => code);

export const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as string[]).includes(code);
export const figureOf = (code: FigureCode): FigureDefinition<FigureCode> => FIGURES.find((figure) => figure.code === code)!;
