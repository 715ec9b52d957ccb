import Modal from 'antd/es/modal';
import { useRef, type ReactNode } from 'react';
import { Form, type FormProps } from './form.tsx';

/** Where one begins: at the first field, or at the button where nothing is asked. A touched screen would open its keyboard over the words; and who was quicker than the opening is left where he is. */
function begin(box: HTMLElement | null): void {
  const at = document.activeElement, isIdle = !at || at === document.body || at.matches('.ant-modal-close, [role=dialog], [aria-hidden=true]');
  if (!box || !isIdle || !window.matchMedia('(pointer: fine)').matches) return;
  const fields = 'input:not([type=hidden], :disabled), textarea:not(:disabled), select:not(:disabled)';
  (box.querySelector<HTMLElement>('input:checked') ?? box.querySelector<HTMLElement>(fields) ?? box.querySelector<HTMLElement>('button[type=submit]'))?.focus();
}

/** An act that asks something first (a reason, a day): a brief form in a dialogue. It closes when the server has said yes. */
export function FormDialog<A = unknown>({ isOpen, title, lead, onClose, onDone, ...form }: Omit<FormProps<A>, 'onCancel' | 'isBrief' | 'onDone'> & { isOpen: boolean; title: string; lead?: ReactNode; onClose: () => void; onDone?: FormProps<A>['onDone'] }) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <Modal open={isOpen} title={title} footer={null} onCancel={onClose} destroyOnHidden width={520} afterOpenChange={(isNow) => { if (isNow) begin(box.current); }}>
      {lead && <p className="page-lead">{lead}</p>}
      <div ref={box}><Form<A> {...form} isBrief onCancel={onClose} onDone={(answer, values) => { onDone?.(answer, values); onClose(); }} /></div>
    </Modal>
  );
}
