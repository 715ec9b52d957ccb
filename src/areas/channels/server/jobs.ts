import type { Job } from '../../../platform/server/jobs.ts';
import { deliver } from './deliver.ts';
import { TAKEN, writeMessages } from './write.ts';

/** Asked for at once where somebody waits for it; otherwise once a minute. */
export const SEND_JOB = 'channels.send';

export const channelJobs: Job[] = [
  { name: SEND_JOB, every: '* * * * *', takes: TAKEN, mayTake: 180, run: async (platform) => { await writeMessages(platform); await deliver(platform); } },
];
