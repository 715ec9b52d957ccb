import { keeperScopeOf } from '../../../platform/server/actor.ts';
import { systemActor } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, type Platform } from '../../../platform/server/perform.ts';
import { listUnused } from './account-queries.ts';
import { closeAccountRoute } from './account-routes.ts';

// an hour's turn; a city that begins to ask for it closes its old accounts over a morning
const MOST_AT_ONCE = 200;

/** Closes the accounts that nobody has signed in to for as long as the rules say, by the same command as a keeper does; the city's last administrator stays, as there. */
export async function closeUnused(platform: Platform): Promise<number> {
  const { unusedDays } = platform.accountRules;
  if (unusedDays === 0) return 0;
  const actor = systemActor(platform.city);
  const unused = await platform.database.transaction(keeperScopeOf(actor), (tx) => listUnused(tx, unusedDays, MOST_AT_ONCE), { readOnly: true });
  let closed = 0;
  for (const { id } of unused) {
    const { status } = await performCommand(platform, closeAccountRoute, { actor, language: 'zh' }, { requestId: newId(), accountId: id, reason: `${unusedDays} 天未登录，自动停用` } as { requestId: string });
    if (status === 200) closed += 1;
  }
  return closed;
}
