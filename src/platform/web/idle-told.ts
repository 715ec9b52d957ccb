// All tabs of a browser have one session: who presses in one is at work in all.
const PLACE = 'sanshe.told-at';
let own = 0;

export function toldAt(): number {
  try {
    return Math.max(own, Number(localStorage.getItem(PLACE) ?? 0));
  } catch {
    return own;
  }
}
export function noteTold(at: number): void {
  own = at;
  try {
    localStorage.setItem(PLACE, String(at));
  } catch {
    // this tab alone knows
  }
}

let endedIdle = false;
export const noteIdle = (): void => { endedIdle = true; };
/** Whether the session has just ended because nobody was there; asked once. */
export function takeIdle(): boolean {
  const was = endedIdle;
  endedIdle = false;
  return was;
}
