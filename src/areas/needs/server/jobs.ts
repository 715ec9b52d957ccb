import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Job } from '../../../platform/server/jobs.ts';
import { sql } from '../../../platform/server/sql.ts';
import { oweVerification } from './record.ts';
import { searchDuplicates } from './search-duplicates.ts';
import { findNeed } from './write-queries.ts';

/** A need that a resident raised gets its duty here, because residents see none of the station's people. */
const owe: Job = {
  name: 'needs.oweVerification',
  run: (platform, data) => {
    const actor = systemActor(platform.city);
    return platform.database.transaction(scopeOf(actor), async (tx) => {
      const need = await findNeed(tx, String(data['needId']));
      if (need && need.status === 'open' && !need.verifiedOn) await oweVerification(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault), [{ ...need, isImported: false }]);
    });
  },
};

/** Adds up the counter: many small additions become one row a cell. The sums stay what they were at every moment. */
const fold: Job = {
  name: 'needs.foldCounts', every: '*/10 * * * *',
  run: (platform) => platform.database.transaction(scopeOf(systemActor(platform.city)), async (tx) => {
    await tx.run(sql`
      with gone as (delete from need_count where city = current_setting('app.city') and (division_code, heard_month, status, is_verified, item, urgency) in (
        select division_code, heard_month, status, is_verified, item, urgency from need_count where city = current_setting('app.city') group by 1, 2, 3, 4, 5, 6 having count(*) > 1 limit 20000) returning *)
      insert into need_count (city, id, division_code, heard_month, status, is_verified, category, item, urgency, amount)
      select city, gen_random_uuid(), division_code, heard_month, status, is_verified, category, item, urgency, sum(amount) from gone group by city, division_code, heard_month, status, is_verified, category, item, urgency having sum(amount) <> 0`);
  }),
};

/** At night, while nobody waits for the database; each run goes on where the one before came to. */
const search: Job = { name: 'needs.searchDuplicates', every: '*/10 1-4 * * *', run: async (platform) => { await searchDuplicates(platform); } };

export const jobs: Job[] = [owe, fold, search];
