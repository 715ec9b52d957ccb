/** How long before the end the page says so. */
export const WARNING_MS = 60_000;
/** A press within this time of the last that was told is not told again. */
export const TELL_MS = 20_000;

export type IdleState = { phase: 'used' } | { phase: 'warned'; secondsLeft: number } | { phase: 'over' };

/** Where a session stands by the clock. The server counts from what it was told last, so the page counts from there too. */
export function idleStateOf(toldAt: number, now: number, minutes: number): IdleState {
  const left = toldAt + minutes * 60_000 - now;
  if (left <= 0) return { phase: 'over' };
  return left <= WARNING_MS ? { phase: 'warned', secondsLeft: Math.ceil(left / 1000) } : { phase: 'used' };
}
