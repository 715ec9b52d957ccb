import { addDays } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { codeFrom, spokenCode } from '../../../kernel/spoken-code.ts';
import { auditReads } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { findServicePhone } from '../../divisions/server/operations.ts';
import { amend } from '../../duties/server/operations.ts';
import type { ReferralStanding } from '../core/contract.ts';
import { admitLink, DAYS_LINK_HOLDS } from '../core/partner.ts';
import type { IssuePartnerLink, PartnerSheet, RevokePartnerLink } from '../core/partner-contract.ts';
import { DUTY_OF, isLive } from '../core/referral.ts';
import { hashOfCode } from './confirm-codes.ts';
import { windowOf } from './duties.ts';
import { findReferralFile, type ReferralFile } from './list-queries.ts';
import type { Referral } from './queries.ts';
import { checkVersion, loadReferrals, standingOf } from './steps.ts';

/** The code of a provider's link: made from the key each time it is shown, like that of a slip, and never the same as one. */
export const partnerCodeOf = (vault: Vault, referralId: string, issue: number): string => codeFrom(vault.derive(`partner code ${referralId} ${issue}`));

function tell(tx: Tx, call: Call, { id, divisionCode }: Referral, action: string): void {
  appendHistory(tx, call, { kind: 'referral', subjectId: id, divisionCode, action });
  addNotice(tx, call, { kind: 'referral', subjectId: id, divisionCode });
}

/** The line of the open duty says by what the provider answers; where nobody there has an account, it is now seen to by whoever issued the link. */
function tellDuty(tx: Tx, call: Call, { id, status, scheduledFor }: Referral, hasLink: boolean): void {
  if (isLive(status)) amend(tx, call, { kind: DUTY_OF[status], subjectId: id, windowKey: windowOf(status, scheduledFor), details: { byLink: hasLink, byTelephone: !hasLink }, ...(hasLink ? { accountId: call.actor.accountId } : {}) });
}

/** A link for a provider whose people do not sign in, or a new one: what was issued before is worthless from now on. */
export async function issuePartnerLink(tx: Tx, call: Call, { referralId, version }: Omit<IssuePartnerLink, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  const fresh = await checkVersion(tx, referral, version);
  if (!fresh.ok) return fresh;
  const admitted = admitLink(referral);
  if (!admitted.ok) return admitted;
  const issue = referral.partnerIssue + 1;
  tx.send(sql`
    update referral set partner_issue = ${issue}, partner_hash = ${hashOfCode(partnerCodeOf(call.vault, referralId, issue))}, partner_until = ${new Date(`${addDays(call.today, DAYS_LINK_HOLDS + 1)}T00:00:00+08:00`)},
      partner_by = ${call.actor.accountId}, partner_by_name = ${call.actor.name}, partner_opened_at = null, version = version + 1 where id = ${referralId}`);
  tell(tx, call, referral, referral.partnerIssue === 0 ? 'linkIssued' : 'linkRenewed');
  tellDuty(tx, call, referral, true);
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}

/** Takes the link back: it opens nothing from now on. */
export async function revokePartnerLink(tx: Tx, call: Call, { referralId, version }: Omit<RevokePartnerLink, 'requestId'>): Promise<Result<ReferralStanding>> {
  const [referral] = await loadReferrals(tx, [referralId]) as [Referral];
  const fresh = await checkVersion(tx, referral, version);
  if (!fresh.ok) return fresh;
  if (!referral.hasPartnerLink) return refuse({ code: 'noLinkToTakeBack' });
  tx.send(sql`update referral set partner_hash = null, partner_until = null, version = version + 1 where id = ${referralId}`);
  tell(tx, call, referral, 'linkTakenBack');
  tellDuty(tx, call, referral, false);
  return ok(standingOf({ ...referral, version: referral.version + 1 }));
}

/** The service telephone that counts for the resident's community. */
export async function communityOf(tx: Tx, file: Pick<ReferralFile, 'divisionCode' | 'communityName'>): Promise<PartnerSheet['community']> {
  const known = await findServicePhone(tx, file.divisionCode);
  return { name: file.communityName, phone: known?.phone ?? null, phoneOf: known?.placeName ?? file.communityName };
}

/** The sheet to print or the address to send. It names nobody, so that it may lie on a desk; that it was shown is in the log. */
export async function readPartnerSheet(tx: Tx, call: Call, { referralId }: { referralId: string }): Promise<PartnerSheet> {
  const file = await findReferralFile(tx, { id: referralId }, call.today);
  if (!file) throw new NotFound('referral', referralId);
  const code = partnerCodeOf(call.vault, file.id, file.partnerIssue);
  // under another key the code would be another, and open nothing
  if (file.partnerHash !== hashOfCode(code)) throw new NotFound('partnerLink', referralId);
  auditReads(tx, call, [{ kind: 'referral', subjectId: file.id, divisionCode: file.divisionCode, purpose: 'partnerSheet', operation: 'referral.partnerSheet' }]);
  const { item, units, needWords, wishedTime, communityName, providerName, workerName, dueOn, status, version } = file;
  return {
    code, spoken: spokenCode(code), address: `/p/${code}`, until: file.partnerUntil!, openedAt: file.partnerOpenedAt, issuedBy: file.partnerByName, status, version,
    item, units, needWords, wishedTime, communityName, providerName, workerName, dueOn, community: await communityOf(tx, file),
  };
}
