/** After so many wrong passwords in a row each further one must wait, twice as long every time, up to a quarter of an hour. */
const TRIES_FREE = 5;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 900;

/** Seconds that an account is locked after its n-th wrong password in a row; 0 if not at all. */
export function secondsLocked(failedTries: number): number {
  if (failedTries < TRIES_FREE) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(10, failedTries - TRIES_FREE));
}
