import type { ReactNode } from 'react';
import { announce } from '../../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { FormDialog } from '../../../../platform/web/form-dialog.tsx';
import { ChoiceField, LongTextField } from '../../../../platform/web/form-fields.tsx';
import { say } from '../../../../platform/web/say.ts';
import type { Colleague } from '../../core/contract.ts';

/** Where the colleagues are asked for, and where the answer goes, with the record that both are about. */
export type HandsOn = { isOpen: boolean; what: ReactNode; lead: string; colleagues: string; path: string; about: Record<string, string | undefined>; onClose: () => void };

/** Asks to which colleague something shall go, and for a word along with it. */
export function HandOnForm({ isOpen, what, lead, colleagues, path, about, onClose }: HandsOn) {
  const found = useQueryOf<{ items: Colleague[]; total: number }>(colleagues, about, { enabled: isOpen });
  const options = (found.data?.items ?? []).map((colleague) => ({
    value: colleague.accountId, label: colleague.isMe ? say('duties.colleagueMe', { name: colleague.name }) : colleague.name, hint: `${say(`access.role.${colleague.role}`)} · ${colleague.divisionName}`,
  }));
  const nobody = found.data && options.length === 0 ? say('duties.noColleagues') : null;
  return (
    <FormDialog<{ name: string }> isOpen={isOpen} title={say('duties.handOnTitle')} lead={<><strong>{what}</strong><br />{nobody ?? lead}</>}
      name="hand-on" path={path} fixed={about} submit={say('duties.handOnSend')} disabledReason={nobody}
      onClose={onClose} onDone={({ name }) => announce(say('duties.handedOn', { name }))}>
      <ChoiceField name="accountId" label={say('duties.colleague')} required options={options} />
      <LongTextField name="note" label={say('duties.handOnNote')} maxLength={200} lines={2} />
    </FormDialog>
  );
}
