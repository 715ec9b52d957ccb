import { say } from '../../../platform/web/say.ts';
import { type Shape, StatusTag } from '../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import type { NeedStatus as Status } from '../core/need.ts';

const LOOKS: Record<Status, [Tone, Shape]> = {
  open: ['sand', 'ring'], matched: ['sky', 'half'], inService: ['sky', 'half'], met: ['steppe', 'tick'], unmetWithReason: ['stone', 'bar'], withdrawn: ['stone', 'bar'], merged: ['stone', 'bar'],
};

/** Where a need stands. */
export function NeedStatus({ status }: { status: Status }) {
  const [tone, shape] = LOOKS[status];
  return <StatusTag word={say(`needs.status.${status}`)} tone={tone} shape={shape} />;
}
