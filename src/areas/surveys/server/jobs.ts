import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Job } from '../../../platform/server/jobs.ts';
import { takeInByLink } from './round-answers.ts';

/** An answer by the link of a door is taken in here, because whoever holds the link sees nothing of the round. */
const takeIn: Job = {
  name: 'surveys.takeIn',
  run: (platform, data) => {
    const actor = systemActor(platform.city);
    return platform.database.transaction(scopeOf(actor), (tx) => takeInByLink(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault), String(data['responseId'])));
  },
};

export const surveyJobs: Job[] = [takeIn];
