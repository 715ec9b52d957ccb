import { moment } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { MessageRow } from '../core/contract.ts';
import type { State } from '../core/outbox.ts';

const TAGS = {
  waiting: { tone: 'sand', shape: 'clock' }, sending: { tone: 'sky', shape: 'half' }, sent: { tone: 'steppe', shape: 'tick' }, failed: { tone: 'poppy', shape: 'cross' }, dropped: { tone: 'stone', shape: 'bar' },
} as const;

export const MessageState = ({ state }: { state: State }) => <StatusTag word={say(`channels.state.${state}`)} {...TAGS[state]} />;

/** What was never reached has answered nothing: what is kept of it are our own system's words. */
const NOBODY_SPOKE = new Set(['noConnection', 'notCertified', 'timeLimit']);

/** What happened, in plain words, and what the other side said to it. */
export const whatHappened = ({ state, why, said, tries, nextAt }: { state: State; why: string | null; said: string | null; tries: number; nextAt?: string | null }): string => [
  why && say(`channels.why.${why}`), said && say(why && NOBODY_SPOKE.has(why) ? 'channels.technically' : 'channels.answered', { said }),
  state === 'waiting' && tries > 0 && say('channels.triesLeft', { count: tries }), state === 'waiting' && nextAt && say('channels.nextAt', { when: moment(nextAt) }),
].filter(Boolean).join(' · ');

/** By name, or a resident by where it went alone. */
export const toWhom = ({ recipientKind, recipientName, addressMasked }: MessageRow): string => [recipientName ?? say(`channels.to.${recipientKind}`), addressMasked].filter(Boolean).join(' · ');
