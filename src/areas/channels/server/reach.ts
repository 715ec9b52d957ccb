import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { isMobile, readPhone } from '../../people/core/phone.ts';
import type { OwnReach, SetReach } from '../core/contract.ts';
import { USUAL_QUIET } from '../core/quiet.ts';
import { MOST_CODE_TRIES } from '../core/verify.ts';
import { wrongAt } from './keep.ts';
import { listChannels, nearestOf } from './queries.ts';
import { openText } from './secret.ts';
import { newCode } from './verify.ts';

type Row = { emailSealed: Buffer | null; phoneSealed: Buffer | null; byEmail: boolean; bySms: boolean; language: 'zh' | 'en'; quietFrom: string; quietUntil: string; version: number; isEmailVerified: boolean; codeUntil: string | null };

const findReach = (tx: Tx, call: Call): Promise<Row | null> => tx.maybe(sql`
  select email_sealed as "emailSealed", phone_sealed as "phoneSealed", by_email as "byEmail", by_sms as "bySms", language, to_char(quiet_from, 'HH24:MI') as "quietFrom", to_char(quiet_until, 'HH24:MI') as "quietUntil", version,
    email_verified_at is not null as "isEmailVerified", case when email_code_sealed is not null and email_code_tries < ${MOST_CODE_TRIES} then email_code_until end as "codeUntil"
  from account_reach where city = current_setting('app.city') and account_id = ${call.actor.accountId}`);

// what one has been told lately; older things are history
const MOST_SHOWN = 50;

/** How I am told, and what I was told. */
export async function readReach(tx: Tx, call: Call): Promise<OwnReach> {
  const { actor, vault } = call;
  const isParty = ['organizationManager', 'volunteer'].includes(actor.role);
  const [row, items, channels] = await Promise.all([
    findReach(tx, call),
    tx.many<OwnReach['items'][number]>(sql`
      select id, created_at as at, occasion, title, body, channel_kind as channel, state from message
      where city = current_setting('app.city') and channel_kind = 'inApp' and recipient_id = any(${[actor.accountId, ...(actor.organizationId ? [actor.organizationId] : [])]}::uuid[]) order by created_at desc, id desc limit ${MOST_SHOWN}`),
    isParty ? null : listChannels(tx),
  ]);
  const has = (kind: 'email' | 'sms') => channels === null || nearestOf(channels, kind, actor.divisionCode) !== undefined;
  return {
    version: row?.version ?? 0, email: openText(vault, row?.emailSealed), phone: openText(vault, row?.phoneSealed), byEmail: row?.byEmail ?? false, bySms: row?.bySms ?? false,
    language: row?.language ?? call.language, quietFrom: row?.quietFrom ?? USUAL_QUIET.from, quietUntil: row?.quietUntil ?? USUAL_QUIET.until, offered: { email: has('email'), sms: has('sms') }, items,
    isEmailVerified: row?.isEmailVerified ?? false, isCodeOut: Boolean(row?.codeUntil && new Date(row.codeUntil) > call.now),
  };
}

export async function setReach(tx: Tx, call: Call, input: Omit<SetReach, 'requestId'>): Promise<Result<{ accountId: string; version: number; isCodeSent: boolean }>> {
  const row = await findReach(tx, call);
  if ((row?.version ?? 0) !== input.version) return refuse({ code: 'reachChanged' });
  const email = input.email || null;
  if (input.byEmail && !email) throw wrongAt(call, 'email', 'fieldMissing');
  if (input.bySms && !input.phone) throw wrongAt(call, 'phone', 'fieldMissing');
  const read = input.phone ? readPhone(input.phone) : null;
  if (read && (!('phone' in read) || !isMobile(read.phone))) throw wrongAt(call, 'phone', 'notAMobile');
  const phone = read && 'phone' in read ? read.phone : null;
  const { seal } = call.vault;
  const isNew = email !== openText(call.vault, row?.emailSealed);
  await tx.run(sql`
    insert into account_reach (city, account_id, email_sealed, phone_sealed, by_email, by_sms, language, quiet_from, quiet_until)
    values (${call.actor.city}, ${call.actor.accountId}, ${email && seal(email)}, ${phone && seal(phone)}, ${input.byEmail ?? false}, ${input.bySms ?? false}, ${input.language}, ${input.quietFrom}, ${input.quietUntil})
    on conflict (city, account_id) do update set email_sealed = excluded.email_sealed, phone_sealed = excluded.phone_sealed, by_email = excluded.by_email, by_sms = excluded.by_sms, language = excluded.language,
      quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, version = account_reach.version + 1,
      email_verified_at = case when ${isNew} then null else account_reach.email_verified_at end, email_code_sealed = case when ${isNew} then null else account_reach.email_code_sealed end`);
  const isCodeSent = isNew && email !== null && await newCode(tx, call) === null;
  return ok({ accountId: call.actor.accountId, version: input.version + 1, isCodeSent });
}
