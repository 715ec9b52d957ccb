import Button from 'antd/es/button';
import Modal from 'antd/es/modal';
import { useState } from 'react';
import { useCommand } from './data.ts';
import { ChoiceInput } from './form-inputs.tsx';
import { say } from './say.ts';
import { Problem } from './problem.tsx';

/** A purpose one may have for seeing what is masked. */
export type Purpose = { value: string; label: string };

export type MaskedProps = {
  /** What it is: 身份证号. */
  label: string;
  /** As everybody may see it: 1527**********1234. */
  masked: string;
  /** POST `{ requestId, ...input, purpose }` → `{ value }`. */
  path: string;
  input: Record<string, unknown>;
  purposes: Purpose[];
  /** Words of a plain button instead of the quiet link: where showing it is the next thing to do. */
  button?: string | undefined;
  /** A telephone: shown, it can be called with one tap. */
  isPhone?: boolean | undefined;
};

/** A masked value with *show, because…*: the reason is chosen, sent, and kept in the log that the person can see. */
export function Masked({ label, masked, path, input, purposes, button, isPhone }: MaskedProps) {
  const [isAsking, ask] = useState(false);
  const [purpose, choose] = useState<string | null>(null);
  const [value, reveal] = useState<string | null>(null);
  const command = useCommand<Record<string, unknown>, { value: string }>(path);
  const show = async () => {
    const answer = await command.send({ ...input, purpose });
    if (!answer) return;
    reveal(answer.value);
    ask(false);
  };
  return (
    <span className="masked">
      <span className="masked-value">{value !== null && isPhone ? <a href={`tel:${value}`} className="plain-link">{value}</a> : value ?? masked}</span>
      {value === null && button
        ? <Button onClick={() => ask(true)}>{button}</Button>
        : value === null
        ? <button type="button" className="text-button" aria-label={`${label}: ${say('platform.masked.show')}`} onClick={() => ask(true)}>{say('platform.masked.show')}</button>
        : <button type="button" className="text-button" aria-label={`${label}: ${say('platform.masked.hide')}`} onClick={() => reveal(null)}>{say('platform.masked.hide')}</button>}
      <Modal open={isAsking} title={`${label}: ${say('platform.masked.show')}`} okText={say('platform.masked.showNow')} cancelText={say('platform.cancel')} onCancel={() => ask(false)}
        onOk={() => void show()} okButtonProps={{ disabled: !purpose }} confirmLoading={command.isSending} destroyOnHidden width={420}>
        <div className="field">
          <span className="field-label" id="masked-why">{say('platform.masked.why')}</span>
          <ChoiceInput value={purpose} onChange={choose} options={purposes} label={say('platform.masked.why')} />
          <p className="field-hint">{say('platform.masked.note')}</p>
        </div>
        {command.refusal && <Problem refusal={command.refusal} />}
      </Modal>
    </span>
  );
}
