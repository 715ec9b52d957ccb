import { findDivisionName } from '../areas/divisions/server/operations.ts';
import { figuresFor } from '../areas/figures/server/queries.ts';
import { isLocalDate } from '../kernel/local-date.ts';
import { levelOf } from '../kernel/division.ts';
import { figuresScopeOf } from '../platform/server/actor.ts';
import { systemActor } from '../platform/server/call.ts';
import { withFoundation } from './commands.ts';
import { readOptions } from './options.ts';
import type { Settings } from './settings.ts';

const USAGE = '用法 / usage: sanshe figures --division 150602 --from 2021-01-01 --to 2021-12-31 [--json]';

/** `sanshe figures`: the same numbers as the API, for any division and period. */
export async function figuresCommand(argv: string[], settings: Settings): Promise<number> {
  const options = readOptions(argv, ['division', 'from', 'to'], ['json']);
  const [division, from, to] = [options.value('division') ?? settings.city, options.value('from') ?? '', options.value('to') ?? ''];
  if (options.unknown.length > 0 || !levelOf(division) || !isLocalDate(from) || !isLocalDate(to) || from > to) { console.error(USAGE); return 2; }
  return withFoundation(settings, false, async ({ platform }) => {
    const figures = await platform.database.transaction(figuresScopeOf(systemActor(platform.city)), async (tx) =>
      (await findDivisionName(tx, division)) === null ? null : figuresFor(tx, { division, from, to, language: 'zh' }), { readOnly: true });
    if (!figures) { console.error(`没有代码为 ${division} 的地方。 / There is no division ${division}.`); return 1; }
    if (options.has('json')) console.log(JSON.stringify({ division, from, to, figures }));
    else for (const { code, name, value, unit } of figures) console.log(`${code.padEnd(20)}${String(value).padStart(10)}  ${unit.padEnd(14)}${name}`);
    return 0;
  });
}
