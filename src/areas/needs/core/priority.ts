/**
 * How early a need should be seen to: about the need, never about the person. The match weighs needs by the same numbers
 * (matching/core/weights.ts), and the page shows the sum, because whoever waits may ask why (PIPL 24).
 */
export const URGENCY_POINTS: Record<1 | 2 | 3, number> = { 1: 100, 2: 300, 3: 900 };
/** Waiting never lifts a need over a more urgent one: 90 days at most, and the levels lie more than 90 points apart. */
export const WAITING_DAYS_CAP = 90;

export type Priority = { points: number; urgencyPoints: number; days: number };

/** points = points of the urgency + one a day waited. */
export function priorityOf(urgency: 1 | 2 | 3, waitingDays: number): Priority {
  const days = Math.min(Math.max(waitingDays, 0), WAITING_DAYS_CAP);
  return { points: URGENCY_POINTS[urgency] + days, urgencyPoints: URGENCY_POINTS[urgency], days };
}
