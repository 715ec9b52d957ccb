import { useState } from 'react';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { announce } from '../../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { FormDialog } from '../../../../platform/web/form-dialog.tsx';
import { LongTextField } from '../../../../platform/web/form-fields.tsx';
import { dueWords } from '../../../../platform/web/due.ts';
import { day, today } from '../../../../platform/web/format.ts';
import { say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';
import type { OpenDuty } from '../../core/contract.ts';

type About = { subjectKind: string; subjectId: string };

/** What is owed about a record now and by whom, for those who may remind of it. */
export function useOpenDuty({ subjectKind, subjectId }: About, isAsked = true): OpenDuty | null | undefined {
  const may = useMay();
  return useQueryOf<{ duty: OpenDuty | null }>('/api/my-work/open-duty', { subjectKind, subjectId }, { enabled: isAsked && may('duty.remind'), kinds: ['duty', subjectKind] }).data?.duty;
}

/** Who has it to do: by name, or by post where nobody is named. */
export const ownerOf = ({ ownerName, ownerRole }: OpenDuty): string => (ownerName ? `${say(`access.role.${ownerRole}`)} ${ownerName}` : say(`access.role.${ownerRole}`));

/** Reminds whoever is late with a record; nothing where nobody is late, or for whom may not. */
export function RemindButton({ subjectKind, subjectId }: About) {
  const [isOpen, open] = useState(false);
  const duty = useOpenDuty({ subjectKind, subjectId });
  if (!duty || duty.dueOn >= today()) return null;
  return (
    <>
      <ActionButton label={say('duties.remind')} onClick={() => open(true)} disabledReason={duty.refusal ? say(`duties.refusal.${duty.refusal.code}`, wordsOf(duty.refusal)) : null} />
      <RemindDialog isOpen={isOpen} subjectKind={subjectKind} subjectId={subjectId} close={() => open(false)}
        who={`${duty.ownerName ?? say(`access.role.${duty.ownerRole}`)} · ${say(`duties.kind.${duty.kind}`)} · ${dueWords(duty.dueOn, today())}${duty.told ? ` · ${say('duties.told', { count: duty.told.count, day: day(duty.told.on) })}` : ''}`} />
    </>
  );
}

/** Days in a refusal are said as days are said elsewhere. */
const wordsOf = (refusal: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(refusal).map(([key, value]) => [key, key === 'on' || key === 'dueOn' ? day(String(value)) : String(value)]));

export function RemindDialog({ isOpen, subjectKind, subjectId, who, close }: About & { isOpen: boolean; who: string; close: () => void }) {
  return (
    <FormDialog isOpen={isOpen} title={say('duties.remindTitle')} lead={<><strong>{who}</strong><br />{say('duties.remindLead')}</>} name={`remind-${subjectId}`} path="/api/my-work/remind" fixed={{ subjectKind, subjectIds: [subjectId] }}
      submit={say('duties.remind')} onClose={close} onDone={() => announce(say('duties.remindDone'))}>
      <LongTextField name="note" label={say('duties.handOnNote')} maxLength={200} lines={2} />
    </FormDialog>
  );
}
