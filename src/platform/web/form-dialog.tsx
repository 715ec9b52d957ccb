import Modal from 'antd/es/modal';
import type { ReactNode } from 'react';
import { Form, type FormProps } from './form.tsx';

/** An act that asks something first (a reason, a day): a brief form in a dialogue. It closes when the server has said yes. */
export function FormDialog<A = unknown>({ isOpen, title, lead, onClose, onDone, ...form }: Omit<FormProps<A>, 'onCancel' | 'isBrief' | 'onDone'> & { isOpen: boolean; title: string; lead?: ReactNode; onClose: () => void; onDone?: FormProps<A>['onDone'] }) {
  return (
    <Modal open={isOpen} title={title} footer={null} onCancel={onClose} destroyOnHidden width={520}>
      {lead && <p className="page-lead">{lead}</p>}
      <Form<A> {...form} isBrief onCancel={onClose} onDone={(answer, values) => { onDone?.(answer, values); onClose(); }} />
    </Modal>
  );
}
