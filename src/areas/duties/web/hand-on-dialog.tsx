import { say } from '../../../platform/web/say.ts';
import type { DutyLine } from '../core/contract.ts';
import { HandOnForm } from './parts/hand-on.tsx';

/** Asks to whom a duty shall go. */
export function HandOnDialog({ duty, onClose }: { duty: DutyLine | null; onClose: () => void }) {
  return (
    <HandOnForm isOpen={duty !== null} what={duty && `${say(`duties.kind.${duty.kind}`)} ${duty.title}`} lead={say('duties.handOnLead')}
      colleagues="/api/my-work/colleagues" path="/api/my-work/hand-on" about={{ dutyId: duty?.id }} onClose={onClose} />
  );
}
