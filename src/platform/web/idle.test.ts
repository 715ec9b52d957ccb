import { expect, test } from 'vitest';
import { idleStateOf } from './idle.ts';

test('a session is in use, is warned of a minute before, and is over, counted from what the server was told last', () => {
  const at = (minutes: number) => idleStateOf(1_000_000, 1_000_000 + minutes * 60_000, 15);
  expect([at(0), at(13.9), at(14), at(14.5), at(15), at(90)]).toEqual([
    { phase: 'used' }, { phase: 'used' }, { phase: 'warned', secondsLeft: 60 }, { phase: 'warned', secondsLeft: 30 }, { phase: 'over' }, { phase: 'over' },
  ]);
});
