import type { Job } from '../../../platform/server/jobs.ts';
import { escalateDuties } from './escalate.ts';

export const dutyJobs: Job[] = [
  // every ten minutes: a day's turn is seen soon after midnight, and whoever leaves leaves nothing lying until tomorrow
  { name: 'duties.escalate', every: '*/10 * * * *', mayTake: 300, run: async (platform) => { await escalateDuties(platform); } },
];
