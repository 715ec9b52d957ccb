import { say } from '../../../../platform/web/say.ts';
import { type Shape, StatusTag } from '../../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../../platform/web/theme.ts';
import type { ActivityStatus as Status, SessionStatus as OfSession } from '../../core/activity.ts';

const LOOKS: Record<Status, [Tone, Shape]> = { planned: ['sand', 'ring'], running: ['sky', 'half'], ended: ['steppe', 'tick'], cancelled: ['stone', 'bar'] };
const SESSION_LOOKS: Record<OfSession, [Tone, Shape]> = { planned: ['sand', 'ring'], held: ['steppe', 'tick'], cancelled: ['stone', 'bar'] };

export function ActivityStatus({ status }: { status: Status }) {
  const [tone, shape] = LOOKS[status];
  return <StatusTag word={say(`delivery.status.${status}`)} tone={tone} shape={shape} />;
}

export function SessionStatus({ status }: { status: OfSession }) {
  const [tone, shape] = SESSION_LOOKS[status];
  return <StatusTag word={say(`delivery.session.${status}`)} tone={tone} shape={shape} />;
}
