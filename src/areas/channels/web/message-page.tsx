import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { usePathPart } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { MessageRow } from '../core/contract.ts';
import './channels.css';
import { MessageState, toWhom, whatHappened } from './message-state.tsx';

const field = (key: string) => say(`channels.field.${key}`);

/** One message as it was told, and what became of it. */
export default function MessagePage() {
  const message = useQueryOf<MessageRow>('/api/messages/:messageId', { messageId: usePathPart('messageId') });
  return <Answer of={message} lines={6}>{(answer) => <Message message={answer} />}</Answer>;
}

function Message({ message }: { message: MessageRow }) {
  const may = useMay();
  const resend = useCommand<{ messageId: string }>('/api/messages/resend', { onDone: () => announce(say('channels.sent.isAgain')) });
  return (
    <RecordPage title={say(`channels.occasion.${message.occasion}`)} beside={<MessageState state={message.state} />}
      actions={may('message.resend') && <ActionButton kind="primary" label={say('channels.sent.again')} disabledReason={message.mayResend ? null : say('channels.sent.notFailed')} isSending={resend.isSending} onClick={() => void resend.send({ messageId: message.id })} />}
      facts={[
        { label: field('recipient'), value: toWhom(message) }, { label: field('channel'), value: say(`channels.kind.${message.channel}`) }, { label: field('place'), value: message.placeName }, { label: field('at'), value: moment(message.at) },
        ...(message.tries > 0 ? [{ label: field('tries'), value: say('channels.triesLeft', { count: message.tries }) }] : []), ...(message.endedAt ? [{ label: field('endedAt'), value: moment(message.endedAt) }] : []),
        ...(message.occasion === 'trial' ? [] : [{ label: field('textOf'), value: message.textOf ? say('channels.texts.versionOf', message.textOf) : say('channels.texts.standing') }]),
        ...(whatHappened(message) ? [{ label: field('why'), value: whatHappened(message) }] : []),
      ]}
      tabs={[{ key: 'text', label: field('text'), content: () => <div className="channels-letter"><h2>{message.title}</h2><p className="channels-body">{message.body}</p>{resend.refusal && <Problem refusal={resend.refusal} />}</div> }]} />
  );
}
