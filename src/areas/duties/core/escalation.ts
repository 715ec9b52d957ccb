import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Role } from '../../../kernel/role.ts';
import { workingDaysBetween } from '../../../kernel/working-days.ts';
import { DAYS_TO_ESCALATE, isOverdue, type DutyClock } from './duty.ts';

/** A place on the way up: whoever holds the role for the division. */
export type Post = { role: Role; divisionCode: string };
/** Somebody who holds a role for a division today. */
export type Holder = { accountId: string; name: string; role: Role; divisionCode: string; organizationId?: string | null };

export type OwnedDuty = DutyClock & {
  divisionCode: string; ownerRole: Role; ownerDivision: string; ownerAccountId: string | null;
  /** An organisation or a person owns it, so that it has an owner without an account. */
  isPartys: boolean;
  /** The organisation that owns it, or for which the station stands in because nobody there has an account. */
  organizationId?: string | null; escalatedLevel: number; escalatedOn: LocalDate | null;
};

/** The way up from a place: its workers, its leads, then the officers of street, banner and city, nearest first; last the administrator. */
export function waysUp(divisionCode: string): Post[] {
  const at = (role: Role, ...lengths: number[]) => lengths.filter((length) => length <= divisionCode.length).map((length): Post => ({ role, divisionCode: divisionCode.slice(0, length) }));
  return [...at('stationWorker', 12, 9, 6, 4), ...at('stationLead', 12, 9, 6, 4), ...at('officer', 9, 6, 4), ...at('administrator', 4)];
}

/** Where on the way up an owner stands; -1 below it, as organisations, volunteers and residents do. What goes up goes to a later post. */
function positionOf(posts: Post[], role: Role, ownerDivision: string): number {
  switch (role) {
    case 'organizationManager': case 'volunteer': case 'resident': return -1;
    case 'administrator': return posts.length - 1;
    case 'officer': case 'stationLead': {
      const exact = posts.findIndex((post) => post.role === role && post.divisionCode === ownerDivision);
      return exact >= 0 ? exact : posts.findIndex((post) => post.role === role);
    }
    case 'stationWorker': case 'socialWorker': case 'supervisor': case 'incubatorManager': case 'reviewer': case 'finance': case 'auditor':
      return posts.findLastIndex((post) => post.role === 'stationWorker'); // a worker of a wider place is beside, not above
  }
}

const holderOf = (post: Post, holders: Holder[], not: string | null): Holder | undefined =>
  holders.find((holder) => holder.role === post.role && holder.divisionCode === post.divisionCode && holder.accountId !== not);

/** Has nobody to do it: no account and no party, or an account that holds no role any more. */
export const isOrphan = (duty: OwnedDuty, holders: Holder[]): boolean =>
  duty.ownerAccountId === null ? !duty.isPartys : !duty.isPartys && !holders.some(({ accountId }) => accountId === duty.ownerAccountId);

/** Overdue for so many working days, and again as many since it last went up. */
export function isToEscalate(duty: OwnedDuty, today: LocalDate): boolean {
  const since = duty.escalatedOn !== null && duty.escalatedOn > duty.dueOn ? duty.escalatedOn : duty.dueOn;
  return isOverdue(duty, today) && workingDaysBetween(since, today) >= DAYS_TO_ESCALATE;
}

/** Who answers for the organisation of a duty today, if anybody there can sign in. */
const managerOf = (duty: OwnedDuty, holders: Holder[]): Holder | undefined =>
  (duty.organizationId ? holders.find(({ role, organizationId }) => role === 'organizationManager' && organizationId === duty.organizationId) : undefined);

/** Who asks an organisation by telephone where nobody there can sign in: the nearest station, its workers before its lead; where no place on the way has one, an officer. */
function standInFor(divisionCode: string, holders: Holder[]): Holder | undefined {
  const posts = waysUp(divisionCode);
  const stations = posts.filter(({ role }) => role === 'stationWorker' || role === 'stationLead').sort((a, b) => b.divisionCode.length - a.divisionCode.length); // stable: workers stay first
  return [...stations, ...posts].map((post) => holderOf(post, holders, null)).find((holder) => holder !== undefined);
}

/**
 * The station stood in for an organisation that now has an account, or nobody of the organisation has one: the duty goes to where it belongs, at once.
 * What belongs to an organisation that cannot sign in would be late on nobody's list.
 */
function decideParty(duty: OwnedDuty, holders: Holder[]): Holder | undefined {
  const manager = managerOf(duty, holders);
  if (!duty.isPartys) return duty.escalatedLevel === 0 ? manager : undefined;
  const isGone = duty.ownerAccountId === null ? Boolean(duty.organizationId) && !manager : !holders.some(({ accountId }) => accountId === duty.ownerAccountId);
  return isGone ? manager ?? standInFor(duty.divisionCode, holders) : undefined;
}

export type Change = { action: 'escalated' | 'assigned'; holder: Holder; escalatedLevel: number };

/**
 * Who the duty goes to today, or null if it stays. What belongs to an organisation goes to whoever answers for it. An orphan goes at once to whoever holds the same post, else to the next one up that is held.
 * An overdue one goes up. At the top it stays: it is never taken off for being late.
 */
export function decideOwner(duty: OwnedDuty, holders: Holder[], today: LocalDate): Change | null {
  if (duty.status !== 'open') return null;
  const party = decideParty(duty, holders);
  if (party) return { action: 'assigned', holder: party, escalatedLevel: duty.escalatedLevel };
  const posts = waysUp(duty.divisionCode);
  const position = positionOf(posts, duty.ownerRole, duty.ownerDivision);
  const firstOf = (from: number) => posts.slice(Math.max(0, from)).map((post) => holderOf(post, holders, duty.ownerAccountId)).find((holder) => holder !== undefined);
  if (isToEscalate(duty, today)) {
    const holder = firstOf(position + 1);
    if (holder) return { action: 'escalated', holder, escalatedLevel: duty.escalatedLevel + 1 };
  }
  if (!isOrphan(duty, holders)) return null;
  // nobody above: whoever is left anywhere on the way
  const holder = firstOf(posts[position]?.role === 'stationWorker' ? 0 : position) ?? firstOf(0);
  return holder ? { action: 'assigned', holder, escalatedLevel: duty.escalatedLevel } : null;
}
