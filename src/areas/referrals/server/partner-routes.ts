import { z } from 'zod';
import { command, query, type Route } from '../../../platform/server/route.ts';
import { DayOfReferral } from '../core/contract.ts';
import { ActByPartner, AnswerByPartner, ByPartnerCode, DayByPartner, FailByPartner, PartnerDone, PartnerPage, VisitByPartner } from '../core/partner-contract.ts';
import { answerByLink, askForConfirmation, failByLink, readByLink, readDayByLink, revealByLink, visitByLink } from './partner-operations.ts';

/** What a provider does by its link, without an account; the report of the service is delivery's. */
export const partnerRoutes: Route[] = [
  query({ path: '/api/partner/:code', permission: 'partnerLink', reads: 'file', says: 'What a provider is asked, by its link; from its yes to the service whom to visit, which is in the resident\'s list of who looked', input: ByPartnerCode, answer: PartnerPage, run: readByLink }),
  query({ path: '/api/partner/:code/day', permission: 'partnerLink', says: 'When what the referral takes is taken and free on a day, by the provider’s link', input: DayByPartner, answer: DayOfReferral, run: readDayByLink }),
  command({ path: '/api/partner/:code/answer', permission: 'partnerLink', says: 'The provider’s yes or no, by its link', input: AnswerByPartner, answer: PartnerDone, run: answerByLink }),
  command({ path: '/api/partner/:code/visit', permission: 'partnerLink', says: 'A day that the provider offers, or has agreed with the resident, by its link', input: VisitByPartner, answer: PartnerDone, run: visitByLink }),
  command({ path: '/api/partner/:code/fail', permission: 'partnerLink', says: 'It did not come about, by the provider’s link', input: FailByPartner, answer: PartnerDone, run: failByLink }),
  command({ path: '/api/partner/:code/ask', permission: 'partnerLink', says: 'The provider asks that the resident be asked, by its link', input: ActByPartner, answer: PartnerDone, run: askForConfirmation }),
  command({ path: '/api/partner/:code/phone', permission: 'partnerLink', says: 'The telephone disclosed with the yes, by the provider’s link', input: ActByPartner, answer: z.object({ value: z.string() }), run: revealByLink }),
];
