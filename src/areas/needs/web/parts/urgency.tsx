import { say } from '../../../../platform/web/say.ts';
import { type Shape, StatusTag } from '../../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../../platform/web/theme.ts';

const LOOKS: Record<1 | 2 | 3, [Tone, Shape]> = { 1: ['stone', 'ring'], 2: ['sand', 'clock'], 3: ['poppy', 'cross'] };

export function Urgency({ urgency }: { urgency: 1 | 2 | 3 }) {
  const [tone, shape] = LOOKS[urgency];
  return <StatusTag word={say(`needs.urgency.${urgency}`)} tone={tone} shape={shape} />;
}
