import Button from 'antd/es/button';
import Tooltip from 'antd/es/tooltip';
import LoadingOutlined from '@ant-design/icons/es/icons/LoadingOutlined';
import { type MouseEvent, type ReactNode, useId } from 'react';
import { ShownKey } from './keys.tsx';

export type ActionButtonProps = {
  label: string;
  /** Why it may not be pressed now. The button stays reachable by keyboard and says so. */
  disabledReason?: string | null | undefined;
  onClick?: (() => void) | undefined;
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: ReactNode;
  isSending?: boolean | undefined;
  /** For a form's own button. */
  submits?: boolean;
  size?: 'small' | 'middle' | 'large';
  /** Shown beside the label, for those who use the keyboard: `Ctrl+Enter`. */
  hotkey?: string;
};

// without a name: antd's own stays behind now and then when an answer comes at once, and the button would be called "loading" from then on
const SENDING = { icon: <LoadingOutlined aria-hidden="true" /> };

/** A button that, where it may not be pressed, is grey and says why on focus and hover. It is never `disabled`: that hides it from the keyboard. */
export function ActionButton({ label, disabledReason, onClick, kind = 'secondary', icon, isSending, submits, size, hotkey }: ActionButtonProps) {
  const reasonId = useId();
  const isGrey = Boolean(disabledReason);
  const press = (event: MouseEvent) => {
    if (isGrey || isSending) event.preventDefault();
    else onClick?.();
  };
  const button = (
    <Button
      type={isGrey ? 'default' : kind === 'primary' ? 'primary' : kind === 'quiet' ? 'text' : 'default'}
      danger={kind === 'danger' && !isGrey} htmlType={submits ? 'submit' : 'button'} icon={icon} loading={isSending ? SENDING : false} aria-busy={isSending || undefined} autoInsertSpace={false}
      aria-disabled={isGrey || undefined} aria-describedby={isGrey ? reasonId : undefined} className={isGrey ? 'grey-button' : ''} onClick={press} {...(size ? { size } : {})}
    >
      {label}{hotkey && <ShownKey combination={hotkey} />}
    </Button>
  );
  if (!isGrey) return button;
  return (
    <>
      <Tooltip title={disabledReason} trigger={['hover', 'focus']}>{button}</Tooltip>
      <span id={reasonId} hidden>{disabledReason}</span>
    </>
  );
}
