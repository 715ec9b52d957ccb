import type { Job } from '../../../platform/server/jobs.ts';
import { escalateDuties } from './escalate.ts';
import { tellOwners } from './tell.ts';

export const dutyJobs: Job[] = [
  // every ten minutes: a day's turn is seen soon after midnight, and whoever leaves leaves nothing lying until tomorrow
  { name: 'duties.escalate', every: '*/10 * * * *', mayTake: 300, run: async (platform) => { await escalateDuties(platform); } },
  // from the morning on; what was missed while the server stood still is made up on the same day
  { name: 'duties.tellOwners', every: '*/10 8-18 * * *', mayTake: 300, run: async (platform) => { await tellOwners(platform); } },
];
