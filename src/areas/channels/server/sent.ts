import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { ActingRole } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ListMessages, MessageRow } from '../core/contract.ts';
import type { State } from '../core/outbox.ts';
import { SEND_JOB } from './jobs.ts';

// who looks over a place's duties may read what its people were told of theirs; a colleague may not
const OVER_OTHERS: readonly ActingRole[] = ['administrator', 'officer', 'stationLead', 'supervisor'];
const within = ({ actor }: Call): Sql[] => (OVER_OTHERS.includes(actor.role) ? [] : [sql`(m.recipient_kind <> 'account' or m.recipient_id = ${actor.accountId})`]);

function conditionsFor(call: Call, { state, channel, occasion, division }: ListMessages): Sql[] {
  return [
    sql`m.city = current_setting('app.city')`, ...within(call),
    ...(state?.length ? [sql`m.state = any(${state})`] : []),
    ...(channel?.length ? [sql`m.channel_kind = any(${channel})`] : []),
    ...(occasion?.length ? [sql`m.occasion = any(${occasion})`] : []),
    ...(division ? [sql`m.division_code >= ${division} and m.division_code < ${`${division}:`}`] : []),
  ];
}

const MESSAGE = sql`
  select m.id, m.created_at as at, m.occasion, m.channel_kind as channel, m.state, m.why, m.said, m.tries, m.next_at as "nextAt", m.ended_at as "endedAt", m.recipient_kind as "recipientKind", coalesce(a.name, o.name) as "recipientName",
    m.address_masked as "addressMasked", coalesce(d.name, m.division_code) as "placeName", m.title, m.body, m.state = 'failed' as "mayResend",
    case when t.id is not null then jsonb_build_object('place', td.name, 'version', t.version) end as "textOf"
  from message m left join message_text t on t.city = m.city and t.id = m.text_id left join division td on td.city = t.city and td.code = t.division_code left join division d on d.city = m.city and d.code = m.division_code
    left join account a on m.recipient_kind = 'account' and a.city = m.city and a.id = m.recipient_id
    left join organization o on m.recipient_kind = 'organization' and o.city = m.city and o.id = m.recipient_id`;

/** What was told, or is to be, as far as row security shows it; newest first. */
export async function listMessages(tx: Tx, call: Call, input: ListMessages): Promise<{ total: number; items: MessageRow[]; next: string | null }> {
  const conditions = conditionsFor(call, input);
  const cursor = decodeCursor(input.after);
  const beyond = cursor ? [sql`(m.created_at, m.id) < (${String(cursor.value)}::timestamptz, ${cursor.id}::uuid)`] : [];
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::integer as total from message m where ${join(conditions, ' and ')}`),
    tx.many<MessageRow>(sql`
      ${MESSAGE}
      where ${join([...conditions, ...beyond], ' and ')} order by m.created_at desc, m.id desc limit ${input.limit + 1}`),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { total, items: page, next: rows.length > input.limit && last ? encodeCursor({ value: last.at, id: last.id }) : null };
}

export async function readMessage(tx: Tx, call: Call, { messageId }: { messageId: string }): Promise<MessageRow> {
  const message = await tx.maybe<MessageRow>(sql`${MESSAGE} where ${join([sql`m.city = current_setting('app.city') and m.id = ${messageId}`, ...within(call)], ' and ')}`);
  if (!message) throw new NotFound('message', messageId);
  return message;
}

/** A message that failed goes back into the outbox, with all its tries. Its text stays: what was to be told then is told now. */
export async function resendMessage(tx: Tx, call: Call, { messageId }: { messageId: string }): Promise<Result<{ messageId: string }>> {
  const found = await tx.maybe<{ state: State; divisionCode: string }>(sql`select state, division_code as "divisionCode" from message m where ${join([sql`m.city = current_setting('app.city') and m.id = ${messageId}`, ...within(call)], ' and ')} for update`);
  if (!found) throw new NotFound('message', messageId);
  if (found.state !== 'failed') return refuse({ code: 'messageNotFailed', state: found.state });
  await tx.run(sql`update message set state = 'waiting', why = null, said = null, tries = 0, next_at = ${call.now}, ended_at = null where city = current_setting('app.city') and id = ${messageId}`);
  appendHistory(tx, call, { kind: 'message', subjectId: messageId, divisionCode: found.divisionCode, action: 'sentAgain' });
  await enqueue(tx, SEND_JOB, {});
  return ok({ messageId });
}
