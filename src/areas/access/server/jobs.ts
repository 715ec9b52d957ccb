import { scopeOf } from '../../../platform/server/actor.ts';
import { systemActor } from '../../../platform/server/call.ts';
import type { Job } from '../../../platform/server/jobs.ts';
import { dropOldNotices } from '../../../platform/server/notices.ts';
import { doorScope } from '../../../platform/server/sessions.ts';
import { chainJob } from './audit-chain.ts';
import { dropExpiredSessions } from './queries.ts';
import { closeUnused } from './unused.ts';

export const accessJobs: Job[] = [
  chainJob,
  {
    name: 'access.housekeeping', every: '17 * * * *',
    async run(platform) {
      await platform.database.transaction(doorScope(platform.city), dropExpiredSessions);
      await platform.database.transaction(scopeOf(systemActor(platform.city)), dropOldNotices);
      await closeUnused(platform);
    },
  },
];
