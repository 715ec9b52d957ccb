import { say } from '../../../platform/web/say.ts';
import { type Shape, StatusTag } from '../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import type { ProposalStatus, RunStatus } from '../core/review.ts';

const PROPOSAL: Record<ProposalStatus, [Tone, Shape]> = { proposed: ['sand', 'ring'], accepted: ['steppe', 'tick'], vetoed: ['poppy', 'cross'], superseded: ['stone', 'bar'] };
export function ProposalStatusTag({ status }: { status: ProposalStatus }) {
  const [tone, shape] = PROPOSAL[status];
  return <StatusTag word={say(`matching.proposal.${status}`)} tone={tone} shape={shape} />;
}

const RUN: Record<RunStatus, [Tone, Shape]> = { queued: ['sand', 'ring'], running: ['sky', 'half'], proven: ['steppe', 'tick'], failed: ['poppy', 'cross'], cancelled: ['stone', 'bar'] };
export function RunStatusTag({ status }: { status: RunStatus }) {
  const [tone, shape] = RUN[status];
  return <StatusTag word={say(`matching.status.${status}`)} tone={tone} shape={shape} />;
}
