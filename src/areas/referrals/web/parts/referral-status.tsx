import { dueTone, dueWords } from '../../../../platform/web/due.ts';
import { today } from '../../../../platform/web/format.ts';
import { say } from '../../../../platform/web/say.ts';
import { type Shape, StatusTag } from '../../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../../platform/web/theme.ts';
import { isLive, type ReferralStatus as Status } from '../../core/referral.ts';

const LOOKS: Record<Status, [Tone, Shape]> = {
  offered: ['sand', 'clock'], accepted: ['sky', 'ring'], scheduled: ['sky', 'half'], delivered: ['sky', 'clock'],
  confirmed: ['steppe', 'tick'], declined: ['stone', 'bar'], refused: ['stone', 'bar'], failed: ['poppy', 'cross'], withdrawn: ['stone', 'bar'],
};

/** Where a referral stands, with the clock of its next step. A confirmation that says "not yet" is no tick. */
export function ReferralStatus({ referral, isPlain }: { referral: { status: Status; dueOn: string | null; helped: boolean | null }; isPlain?: boolean }) {
  const { status, dueOn, helped } = referral;
  if (status === 'confirmed' && helped === false) return <StatusTag word={say('referrals.status.notHelped')} tone="poppy" shape="cross" />;
  const [tone, shape] = LOOKS[status];
  const clock = !isPlain && isLive(status) && dueOn ? { clock: dueWords(dueOn, today()), clockTone: dueTone(dueOn, today()) } : {};
  return <StatusTag word={say(`referrals.status.${status}`)} tone={tone} shape={shape} {...clock} />;
}
