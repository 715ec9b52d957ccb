import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { ChoiceField, LongTextField } from '../../../platform/web/form-fields.tsx';
import { say } from '../../../platform/web/say.ts';
import type { Colleague, DutyLine } from '../core/contract.ts';

/** Asks to whom a duty shall go. */
export function HandOnDialog({ duty, onClose }: { duty: DutyLine | null; onClose: () => void }) {
  const colleagues = useQueryOf<{ items: Colleague[]; total: number }>('/api/my-work/colleagues', { dutyId: duty?.id }, { enabled: duty !== null });
  const options = (colleagues.data?.items ?? []).map((colleague) => ({
    value: colleague.accountId, label: colleague.isMe ? say('duties.colleagueMe', { name: colleague.name }) : colleague.name, hint: `${say(`access.role.${colleague.role}`)} · ${colleague.divisionName}`,
  }));
  const nobody = colleagues.data && options.length === 0 ? say('duties.noColleagues') : null;
  return (
    <FormDialog<{ name: string }> isOpen={duty !== null} title={say('duties.handOnTitle')} lead={duty && <><strong>{say(`duties.kind.${duty.kind}`)} {duty.title}</strong><br />{nobody ?? say('duties.handOnLead')}</>}
      name="hand-on" path="/api/my-work/hand-on" fixed={{ dutyId: duty?.id }} submit={say('duties.handOnSend')} disabledReason={nobody}
      onClose={onClose} onDone={({ name }) => announce(say('duties.handedOn', { name }))}>
      <ChoiceField name="accountId" label={say('duties.colleague')} required options={options} />
      <LongTextField name="note" label={say('duties.handOnNote')} maxLength={200} lines={2} />
    </FormDialog>
  );
}
