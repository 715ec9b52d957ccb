import { moment } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import { grantStateOn } from '../core/account.ts';
import type { AccountRow } from '../core/accounts-contract.ts';

const TAGS = {
  open: { tone: 'steppe', shape: 'tick' }, firstPassword: { tone: 'sand', shape: 'clock' }, noGrant: { tone: 'stone', shape: 'ring' }, closed: { tone: 'stone', shape: 'bar' },
} as const;

export function AccountState({ account, lockedUntil }: { account: Pick<AccountRow, 'state' | 'isLocked'>; lockedUntil?: string | null }) {
  const locked = lockedUntil ? say('access.locked.until', { when: moment(lockedUntil) }) : account.isLocked ? say('access.isLocked') : null;
  return <StatusTag word={say(`access.state.${account.state}`)} {...TAGS[account.state]} {...(locked ? { clock: locked, clockTone: 'poppy' as const } : {})} />;
}

type Grant = AccountRow['grants'][number];

/** 站长 · 交通街道 */
export const grantSaid = (grant: Pick<Grant, 'role' | 'divisionName' | 'organizationName'>): string => `${say(`access.role.${grant.role}`)} · ${grant.organizationName ?? grant.divisionName}`;

/** Grants in one line: those that hold or will hold. */
export const grantsSaid = (account: Pick<AccountRow, 'grants'>, today: string): string =>
  account.grants.filter((grant) => grantStateOn(grant, today) !== 'over').map(grantSaid).join('；');

