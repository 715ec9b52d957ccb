import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { ChoiceField, DayField, LongTextField, NumberField, TextField } from '../../../platform/web/form-fields.tsx';
import { today } from '../../../platform/web/format.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import type { NeedFile } from '../core/contract.ts';
import { CHANNELS, CLOSE_CODES } from '../core/need.ts';
import { ItemField, SameWorkerField, UrgencyField, WorkerSexField } from './parts/need-fields.tsx';
import { TimesFields } from './parts/slots.tsx';

export type NeedAct = 'evidence' | 'edit' | 'split' | 'withdraw' | 'closeUnmet' | 'reopen';

/** The acts on a need that ask something first. */
export function NeedDialog({ need, act, close }: { need: NeedFile; act: NeedAct | null; close: () => void }) {
  const go = useGo();
  const fixed = { needId: need.id };
  const done = (key: string) => () => announce(say(key));
  const reason = <LongTextField name="reason" label={say('needs.field.reason')} required maxLength={500} />;
  return (
    <>
      <FormDialog isOpen={act === 'evidence'} title={say('needs.addEvidence')} name={`need-evidence-${need.id}`} path="/api/needs/evidence" fixed={fixed} initial={{ heardOn: today(), channel: 'phone' }} submit={say('needs.addEvidence')} onClose={close} onDone={done('needs.evidenceAdded')}>
        <LongTextField name="words" label={say('needs.field.words')} required maxLength={2000} />
        <ChannelField />
        <DayField name="heardOn" label={say('needs.field.heardOn')} required max={today()} />
        <TextField name="heardBy" label={say('needs.field.heardBy')} maxLength={50} />
      </FormDialog>
      <FormDialog isOpen={act === 'edit'} title={say('needs.edit')} name={`need-edit-${need.id}`} path="/api/needs/edit" fixed={{ ...fixed, version: need.version }} submit={say('platform.save')} onClose={close} onDone={done('needs.saved')}
        initial={{ item: need.item, description: need.description, urgency: need.urgency, quantity: need.quantity, wishedTime: need.wishedTime, slots: need.slots, language: need.language, workerSex: need.workerSex, sameWorker: need.sameWorker }}>
        <ItemField />
        <LongTextField name="description" label={say('needs.field.description')} maxLength={1000} />
        <UrgencyField />
        <NumberField name="quantity" label={say('needs.field.quantity')} />
        <TimesFields words={{ name: 'wishedTime', label: say('needs.field.wishedTime') }} slots={{ name: 'slots', label: say('needs.field.slots') }} />
        <ChoiceField name="language" label={say('needs.field.language')} options={(['zh', 'mn'] as const).map((value) => ({ value, label: say(`needs.language.${value}`) }))} />
        <WorkerSexField />
        <SameWorkerField />
      </FormDialog>
      <FormDialog<{ needId: string; outcome: 'new' | 'joined' }> isOpen={act === 'split'} title={say('needs.split')} lead={say('needs.splitLead')} name={`need-split-${need.id}`} path="/api/needs/split" fixed={{ ...fixed, version: need.version }} submit={say('needs.split')} onClose={close}
        initial={{ urgency: need.urgency, quantity: 1, kept: need.description }} onDone={({ needId, outcome }) => { announce(say(outcome === 'new' ? 'needs.splitDone' : 'needs.splitJoined')); go(`/needs/${needId}`); }}>
        <ItemField label={say('needs.splitItem')} {...(need.personId ? { without: need.item } : {})} />
        <LongTextField name="description" label={say('needs.splitDescription')} required maxLength={1000} />
        <UrgencyField />
        <NumberField name="quantity" label={say('needs.field.quantity')} />
        <LongTextField name="kept" label={say('needs.splitKept')} maxLength={1000} />
      </FormDialog>
      <FormDialog isOpen={act === 'withdraw'} title={say('needs.withdraw')} name={`need-withdraw-${need.id}`} path="/api/needs/withdraw" fixed={fixed} submit={say('needs.withdraw')} onClose={close} onDone={done('needs.withdrawn')}>{reason}</FormDialog>
      <FormDialog isOpen={act === 'reopen'} title={say('needs.reopen')} name={`need-reopen-${need.id}`} path="/api/needs/reopen" fixed={fixed} submit={say('needs.reopen')} onClose={close} onDone={done('needs.reopened')}>{reason}</FormDialog>
      <FormDialog isOpen={act === 'closeUnmet'} title={say('needs.closeUnmet')} lead={say('needs.closeLead')} name={`need-close-${need.id}`} path="/api/needs/close-unmet" fixed={fixed} submit={say('needs.closeUnmet')} onClose={close} onDone={done('needs.closed')}>
        <ChoiceField name="code" label={say('needs.field.closeCode')} required options={CLOSE_CODES.filter((code) => code !== 'noLongerWanted').map((value) => ({ value, label: say(`needs.closeCode.${value}`) }))} />
        {reason}
      </FormDialog>
    </>
  );
}

export const ChannelField = () => <ChoiceField name="channel" label={say('needs.field.channel')} required options={CHANNELS.map((value) => ({ value, label: say(`needs.channel.${value}`) }))} />;
