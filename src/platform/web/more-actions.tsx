import Button from 'antd/es/button';
import Dropdown from 'antd/es/dropdown';
import { ActionButton } from './action-button.tsx';
import { say } from './say.ts';

/** Something that can be done with a record and is seldom the next thing to do. */
export type MoreAction = { key: string; label: string; /** Why it may not be pressed now: told beneath it. */ disabledReason?: string | null; isDanger?: boolean; isSending?: boolean; onClick: () => void };

/** What can be done besides the one thing that is next, behind one button; a single one stands as it is. */
export function MoreActions({ actions }: { actions: MoreAction[] }) {
  const [only] = actions;
  if (!only) return null;
  if (actions.length === 1) return <ActionButton kind={only.isDanger ? 'danger' : 'secondary'} label={only.label} disabledReason={only.disabledReason} isSending={only.isSending} onClick={only.onClick} />;
  // one that may not be pressed now can still be reached, and says why
  const items = actions.map(({ key, label, disabledReason, isDanger, isSending, onClick }) => ({
    key, danger: Boolean(isDanger && !disabledReason), onClick: () => { if (!disabledReason && !isSending) onClick(); },
    label: disabledReason ? <span className="more-not-now" aria-disabled="true">{label}<span className="more-why">{disabledReason}</span></span> : label,
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" getPopupContainer={(button) => button.parentElement!}>
      <Button aria-haspopup="menu">{say('platform.more')}</Button>
    </Dropdown>
  );
}
