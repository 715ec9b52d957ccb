import { isWithin } from '../../../kernel/division.ts';
import type { Language } from '../../../kernel/messages.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ChannelKind, Settings } from '../core/channel.ts';
import type { Occasion } from '../core/occasions.ts';

export type ChannelRow = { id: string; divisionCode: string; kind: ChannelKind; settings: Settings; secretSealed: Buffer | null; isOn: boolean; version: number; changedBy: string; changedAt: string };
const CHANNEL = sql`c.id, c.division_code as "divisionCode", c.kind, c.settings, c.secret_sealed as "secretSealed", c.is_on as "isOn", c.version, c.changed_by as "changedBy", c.changed_at as "changedAt"`;

export const listChannels = (tx: Tx): Promise<ChannelRow[]> =>
  tx.many(sql`select ${CHANNEL} from channel c where c.city = current_setting('app.city') order by c.division_code, c.kind`);

export const findChannelForUpdate = (tx: Tx, divisionCode: string, kind: string): Promise<ChannelRow | null> =>
  tx.maybe(sql`select ${CHANNEL} from channel c where c.city = current_setting('app.city') and c.division_code = ${divisionCode} and c.kind = ${kind} for update`);

/** The nearest channel of a kind that is on, from a place upwards. */
export const nearestOf = (channels: ChannelRow[], kind: ChannelKind, divisionCode: string): ChannelRow | undefined =>
  channels.filter((one) => one.kind === kind && one.isOn && isWithin(divisionCode, one.divisionCode)).sort((a, b) => b.divisionCode.length - a.divisionCode.length)[0];

export type NewMessage = {
  id: string; divisionCode: string; occasion: Occasion; subjectKind: string; subjectId: string; windowKey: string; channelKind: ChannelKind | 'inApp'; channelId: string | null;
  recipientKind: 'account' | 'organization' | 'person' | 'place' | 'trial'; recipientId: string; addressSealed: string | null; addressMasked: string | null; language: Language; title: string; body: string; isUrgent: boolean; /** Of the place's own words; null for the standing text. */ textId: string | null;
};

/** Puts messages into the outbox; those of the same occasion that still wait are superseded. What has been told already is not told again. */
export function addMessages(tx: Tx, now: Date, rows: NewMessage[]): void {
  if (rows.length === 0) return;
  const table = tableOf('m', rows, {
    id: 'uuid', divisionCode: 'text', occasion: 'text', subjectKind: 'text', subjectId: 'uuid', windowKey: 'text', channelKind: 'text', channelId: 'uuid', recipientKind: 'text', recipientId: 'uuid',
    addressSealed: 'text', addressMasked: 'text', language: 'text', title: 'text', body: 'text', isUrgent: 'boolean', textId: 'uuid',
  });
  tx.send(sql`
    update message o set state = 'dropped', why = 'superseded', next_at = null, ended_at = ${now}
    from ${table} where o.city = current_setting('app.city') and o.state = 'waiting' and o.occasion = m.occasion and o.subject_id = m."subjectId" and o.recipient_id = m."recipientId"
      and o.channel_kind = m."channelKind" and o.window_key < m."windowKey"`);
  tx.send(sql`
    insert into message (city, id, division_code, occasion, subject_kind, subject_id, window_key, channel_kind, channel_id, recipient_kind, recipient_id, address_sealed, address_masked, language, title, body, is_urgent, text_id,
      state, next_at, created_at, ended_at)
    select current_setting('app.city'), id, "divisionCode", occasion, "subjectKind", "subjectId", "windowKey", "channelKind", "channelId", "recipientKind", "recipientId", decode("addressSealed", 'hex'), "addressMasked",
      language, title, body, "isUrgent", "textId", case when "channelKind" = 'inApp' then 'sent' else 'waiting' end, case when "channelKind" = 'inApp' then null else ${now}::timestamptz end, ${now},
      case when "channelKind" = 'inApp' then ${now}::timestamptz end
    from ${table}
    on conflict on constraint message_told_once do nothing`);
}

export type Reach = { accountId: string; byEmail: boolean; bySms: boolean; language: Language };
export const listReaches = (tx: Tx, accountIds: string[]): Promise<Reach[]> => tx.many(sql`
  select account_id as "accountId", by_email and email_verified_at is not null as "byEmail", by_sms as "bySms", language from account_reach where city = current_setting('app.city') and account_id = any(${accountIds}::uuid[])`);

/** Addresses that wait for their code to come back; `codeKey` tells one code from the next. */
export const listToVerify = (tx: Tx, accountIds: string[]): Promise<{ accountId: string; language: Language; codeKey: string }[]> => tx.many(sql`
  select account_id as "accountId", language, to_char(email_codes_on, 'YYYY-MM-DD') || to_char(email_codes, ' 00') as "codeKey" from account_reach
  where city = current_setting('app.city') and account_id = any(${accountIds}::uuid[]) and email_verified_at is null and email_code_sealed is not null`);

/** What these owners have due by today, as counts. */
export const countOwedBy = (tx: Tx, accountIds: string[], today: string): Promise<{ accountId: string; late: number; dueToday: number }[]> => tx.many(sql`
  select u.owner_account_id as "accountId", count(*) filter (where u.due_on < ${today}::date)::integer as late, count(*) filter (where u.due_on = ${today}::date)::integer as "dueToday"
  from duty u join account a on a.city = u.city and a.id = u.owner_account_id and a.disabled_at is null
  where u.city = current_setting('app.city') and u.status = 'open' and u.owner_account_id = any(${accountIds}::uuid[]) and u.due_on <= ${today}::date group by 1`);

export const countOwedIn = (tx: Tx, code: string, today: string): Promise<{ place: string; late: number; dueToday: number }> => tx.one(sql`
  select (select name from division where city = current_setting('app.city') and code = ${code}) as place,
    count(*) filter (where due_on < ${today}::date)::integer as late, count(*) filter (where due_on = ${today}::date)::integer as "dueToday"
  from duty where city = current_setting('app.city') and status = 'open' and due_on <= ${today}::date and division_code >= ${code} and division_code < ${`${code}:`}`);

export type OfferedTo = { organizationId: string; divisionCode: string; count: number; dueOn: string | null; latestId: string; managers: string[]; phoneSealed: Buffer | null };
/** Organisations of which these referrals ask an answer, with all that they have to answer. */
export const listOfferedTo = (tx: Tx, referralIds: string[], today: string): Promise<OfferedTo[]> => tx.many(sql`
  select o.id as "organizationId", o.division_code as "divisionCode", count(*)::integer as count, min(r.due_on) as "dueOn", max(r.id::text) as "latestId", o.phone_sealed as "phoneSealed",
    array(select distinct g.account_id from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null
      where g.city = o.city and g.organization_id = o.id and g.role = 'organizationManager' and g.from_on <= ${today} and coalesce(g.until_on, ${today}) >= ${today}) as managers
  from organization o join referral r on r.city = o.city and r.organization_id = o.id and r.status = 'offered'
  where o.city = current_setting('app.city') and o.id in (select organization_id from referral where city = current_setting('app.city') and id = any(${referralIds}::uuid[]) and status = 'offered')
  group by o.city, o.id`);

export type Arranged = { id: string; divisionCode: string; personId: string; reference: string; status: string; scheduledFor: string | null; from: string | null; until: string | null; scheduledAt: string | null; deliveredAt: string | null };
export const listArranged = (tx: Tx, referralIds: string[]): Promise<Arranged[]> => tx.many(sql`
  select r.id, r.division_code as "divisionCode", r.person_id as "personId", n.reference, r.status, r.scheduled_for as "scheduledFor", to_char(r.scheduled_from, 'HH24:MI') as "from", to_char(r.scheduled_until, 'HH24:MI') as "until",
    r.scheduled_at as "scheduledAt", r.delivered_at as "deliveredAt"
  from referral r join need n on n.city = r.city and n.id = r.need_id
  where r.city = current_setting('app.city') and r.id = any(${referralIds}::uuid[]) and r.person_id is not null and n.reference is not null`);

/** `language`: in which the resident agreed; residents who never said are written to in Chinese. */
export type Writable = { phoneSealed: Buffer; language: Language };
/** The own mobile phone of residents who have agreed to be written to, alive and on record under their own name; a contact person's is never used. */
export const listWritable = async (tx: Tx, personIds: string[]): Promise<Map<string, Writable>> => new Map((await tx.many<Writable & { id: string }>(sql`
  select distinct on (p.id) p.id, c.phone_sealed as "phoneSealed", coalesce(s.language, 'zh') as language
  from person p join consent s on s.city = p.city and s.person_id = p.id and s.purpose = 'messages' and s.withdrawn_on is null join contact c on c.city = p.city and c.person_id = p.id and c.kind = 'mobile'
  where p.city = current_setting('app.city') and p.id = any(${personIds}::uuid[]) and p.died_on is null and p.merged_into is null and p.taken_back_on is null
  order by p.id, c.created_at, c.id, s.given_on desc, s.id`)).map(({ id, ...writable }) => [id, writable]));

export const listServicePhones = async (tx: Tx): Promise<Map<string, string>> => new Map((await tx.many<{ code: string; phone: string }>(sql`
  select division_code as code, phone from service_phone where city = current_setting('app.city') and phone is not null`)).map(({ code, phone }) => [code, phone]));
