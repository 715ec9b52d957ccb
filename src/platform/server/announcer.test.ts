import { expect, test, vi } from 'vitest';
import { makeAnnouncer, type Announcement } from './announcer.ts';

const one = (n: number): Announcement => ({ city: '1506', divisionCode: '150602001003', kind: 'need', subjectId: `id${n}` });

test('what commits within a moment is told together, each record once', async () => {
  const send = vi.fn(async (_payloads: string[]) => {});
  const announcer = makeAnnouncer(send);
  announcer.announce([one(1), one(2)]);
  announcer.announce([one(1)]);
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  expect(send.mock.calls[0]![0]).toEqual(['1506 150602001003 need id1', '1506 150602001003 need id2']);
});

test('an import names its kind alone, and nothing waits when the process closes', async () => {
  const send = vi.fn(async (_payloads: string[]) => {});
  const announcer = makeAnnouncer(send);
  announcer.announce(Array.from({ length: 5000 }, (_, n) => one(n)));
  await announcer.close();
  expect(send.mock.calls).toEqual([[['1506 150602001003 need *']]]);
});
