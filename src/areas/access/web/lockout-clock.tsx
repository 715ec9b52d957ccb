import { useEffect, useState } from 'react';
import { say } from '../../../platform/web/say.ts';

const secondsLeft = (until: string) => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));

/** True while the account is locked; looks again every second. */
export function useSecondsLeft(until: string | null): number {
  const [left, set] = useState(until ? secondsLeft(until) : 0);
  useEffect(() => {
    set(until ? secondsLeft(until) : 0);
    if (!until) return;
    const timer = setInterval(() => set(secondsLeft(until)), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

/** How long one still has to wait, as a clock that runs down. Screen readers hear the first and the last of it, not every second. */
export function LockoutClock({ seconds }: { seconds: number }) {
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <div className="problem access-locked" role="alert">
      {seconds > 0 ? <p>{say('access.locked', { clock: '' })}<span role="timer" aria-live="off" className="access-clock">{clock}</span></p> : <p>{say('access.lockedOpen')}</p>}
    </div>
  );
}
