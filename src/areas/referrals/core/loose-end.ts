/**
 * What must not be: a referral under way without its duty, with one of another day, or a duty of a step that is over;
 * a need that came back and is nobody's; one held by no referral, or let go while a referral is under way.
 */
export const LOOSE_ENDS = ['noDuty', 'otherDay', 'dutyLeft', 'needForgotten', 'needHeld', 'needLetGo'] as const;
export type LooseEndKind = (typeof LOOSE_ENDS)[number];
