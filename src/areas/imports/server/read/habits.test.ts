import { describe, expect, it } from 'vitest';
import type { Habit } from './habits.ts';
import { organizationsHabit, resourcesHabit } from './habits-lists.ts';
import { needsHabit } from './habits-needs.ts';
import { scoreOf } from './habits-score.ts';

const FILES = 150;
/** Of a hundred rows, so many end as they should, value by value. */
const FLOOR = 0.995;

const KINDS: [string, (seed: number) => Habit][] = [['needs', needsHabit], ['resources', resourcesHabit], ['organizations', organizationsHabit]];

/** Ledgers in habits that the reader's tables were not made from, each with its truth; what is wrong is printed with its seed. */
describe('ledgers in other habits', { timeout: 300_000 }, () => {
  it.each(KINDS)('%s: nothing is lost, nothing merged wrongly, and hardly a row refused that says what it means', async (kind, make) => {
    const { total, causes, examples } = await scoreOf(make, FILES);
    const taken = total.rows - total.lost - total.wronglyRefused;
    console.log(`${kind}: ${total.right} of ${total.rows} rows of ${FILES} files right (recall ${(taken / total.rows).toFixed(4)}, precision ${(total.right / Math.max(taken, 1)).toFixed(4)})`, [...causes].map(([cause, many]) => `${many} ${cause}`).join('; '));
    expect(total.rows).toBeGreaterThan(FILES * 10);
    expect([total.lost, total.wronglyMerged], examples.slice(0, 20).join('\n')).toEqual([0, 0]);
    expect(total.right / total.rows, examples.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(FLOOR);
  });
});
