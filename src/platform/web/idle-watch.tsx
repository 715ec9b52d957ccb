import Modal from 'antd/es/modal';
import { useEffect, useState } from 'react';
import { ActionButton } from './action-button.tsx';
import { get } from './api.ts';
import { noteIdle, noteTold, toldAt } from './idle-told.ts';
import { idleStateOf, TELL_MS, type IdleState } from './idle.ts';
import { say } from './say.ts';
import { goOn } from './session.ts';

// What a person does; what a page asks or draws by itself is none of it.
const PRESSES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Tells the server that somebody is there, at most every twenty seconds; by failing it also learns that the session is over. */
function tell(): void {
  const now = Date.now();
  if (now - toldAt() < TELL_MS) return;
  noteTold(now);
  void goOn().catch(() => {});
}

/** Nobody has pressed anything for long: a minute before the session ends this asks, and one press stays. Then it leads to the door, and from there back. */
export function IdleWatch({ minutes }: { minutes: number }) {
  const [state, setState] = useState<IdleState>({ phase: 'used' });
  useEffect(() => {
    if (minutes === 0) return;
    tell(); // somebody has opened this page
    const look = () => {
      const next = idleStateOf(toldAt(), Date.now(), minutes);
      if (next.phase === 'over') {
        noteIdle();
        void get('/api/session').catch(() => {}); // the server has the last word: its 401 leads to the door
      }
      setState((now) => (now.phase === next.phase && next.phase !== 'warned' ? now : next));
    };
    for (const press of PRESSES) addEventListener(press, tell, { capture: true, passive: true });
    const clock = setInterval(look, 1000);
    return () => {
      clearInterval(clock);
      for (const press of PRESSES) removeEventListener(press, tell, { capture: true });
    };
  }, [minutes]);
  if (state.phase !== 'warned') return null;
  const stay = () => { tell(); setState({ phase: 'used' }); };
  return (
    <Modal open title={say('platform.idle.title')} closable={false} onCancel={stay} footer={<ActionButton kind="primary" label={say('platform.idle.stay')} onClick={stay} />} width={420}>
      <p role="alert">{say('platform.idle.text', { minutes: minutes - 1, seconds: state.secondsLeft })}</p>
    </Modal>
  );
}
