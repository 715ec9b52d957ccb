import { randomInt } from 'node:crypto';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { AddressVerified, VerifyAddress } from '../core/contract.ts';
import { CODE_MINUTES, MOST_CODE_TRIES, whyNoCode, type CodeSent } from '../core/verify.ts';
import { SEND_JOB } from './jobs.ts';
import { openText } from './secret.ts';

type Waiting = CodeSent & { emailSealed: Buffer | null; isVerified: boolean; codeSealed: Buffer | null; tries: number };

async function findWaiting(tx: Tx, { actor }: Call): Promise<Waiting | null> {
  const row = await tx.maybe<Omit<Waiting, 'until'> & { until: string | null }>(sql`
  select email_sealed as "emailSealed", email_verified_at is not null as "isVerified", email_code_sealed as "codeSealed", email_code_until as until, email_code_tries as tries, email_codes_on as on, email_codes as count
  from account_reach where city = current_setting('app.city') and account_id = ${actor.accountId} for update`);
  return row && { ...row, until: row.until ? new Date(row.until) : null };
}

/** A new code for the address as it stands, told by the job; answers why not, where there may be none now. */
export async function newCode(tx: Tx, call: Call): Promise<'codeJustSent' | 'codesUsedUp' | 'nothingToVerify' | null> {
  const { actor: { accountId, divisionCode }, now, today, vault } = call;
  const waiting = await findWaiting(tx, call);
  if (!waiting?.emailSealed || waiting.isVerified) return 'nothingToVerify';
  const why = whyNoCode(waiting, now, today);
  if (why) return why;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await tx.run(sql`
    update account_reach set email_code_sealed = ${vault.seal(code)}, email_code_until = ${new Date(now.getTime() + CODE_MINUTES * 60_000)}, email_code_tries = 0,
      email_codes = case when email_codes_on = ${today}::date then email_codes + 1 else 1 end, email_codes_on = ${today}
    where city = current_setting('app.city') and account_id = ${accountId}`);
  addNotice(tx, call, { kind: 'addressToVerify', subjectId: accountId, divisionCode });
  await enqueue(tx, SEND_JOB, {});
  return null;
}

export async function sendCode(tx: Tx, call: Call): Promise<Result<{ accountId: string }>> {
  const why = await newCode(tx, call);
  return why ? refuse({ code: why }) : ok({ accountId: call.actor.accountId });
}

/** The code has come back. A wrong one is an answer and no refusal, so that it counts: after five a new one must be sent. */
export async function verifyAddress(tx: Tx, call: Call, { code }: Omit<VerifyAddress, 'requestId'>): Promise<Result<AddressVerified>> {
  const { actor: { accountId }, now, vault } = call;
  const waiting = await findWaiting(tx, call);
  if (!waiting?.emailSealed || waiting.isVerified) return refuse({ code: 'nothingToVerify' });
  const sent = openText(vault, waiting.codeSealed);
  if (!sent || !waiting.until || waiting.until <= now || waiting.tries >= MOST_CODE_TRIES) return refuse({ code: 'codeOver' });
  const isRight = sent === code;
  await tx.run(isRight
    ? sql`update account_reach set email_verified_at = ${now}, email_code_sealed = null, email_code_until = null, email_code_tries = 0 where city = current_setting('app.city') and account_id = ${accountId}`
    : sql`update account_reach set email_code_tries = email_code_tries + 1 where city = current_setting('app.city') and account_id = ${accountId}`);
  return ok({ accountId, isVerified: isRight, triesLeft: isRight ? 0 : MOST_CODE_TRIES - waiting.tries - 1 });
}
