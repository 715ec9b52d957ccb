import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { isMobile } from '../../people/core/phone.ts';
import { isRobot, maskEmail, type ChannelKind, type Settings } from '../core/channel.ts';
import { afterTry, HELD_MS, MOST_TRIES, type Verdict, type Why } from '../core/outbox.ts';
import { HIDDEN_CODE } from '../core/verify.ts';
import { firstLoud, USUAL_QUIET } from '../core/quiet.ts';
import { channelFor } from './channel-for.ts';
import { listWritable, type Writable } from './queries.ts';
import { openSecret, openText } from './secret.ts';

// so many leave side by side: a slow gateway then holds up its own
const AT_ONCE = 10;
// a run ends before the next is due
const RUNS_FOR_MS = 50_000;

type Claimed = {
  id: string; divisionCode: string; occasion: string; channelKind: ChannelKind; recipientKind: string; recipientId: string; addressSealed: Buffer | null; title: string; body: string; isUrgent: boolean; tries: number; wasHeld: boolean;
  settings: Settings; secretSealed: Buffer | null; isOn: boolean; quietFrom: string | null; quietUntil: string | null; byEmail: boolean | null; bySms: boolean | null; emailSealed: Buffer | null; isEmailVerified: boolean; emailCodeSealed: Buffer | null; phoneSealed: Buffer | null; organizationPhone: Buffer | null;
};
type Ready = { message: Claimed; to: string | null };

/** Takes some that are due, and holds them: nobody else sends them meanwhile. Of two at once each gets its own. */
const claim = (tx: Tx, now: Date): Promise<Claimed[]> => tx.many(sql`
  with due as (
    select city, id, state from message where city = current_setting('app.city') and state in ('waiting', 'sending') and next_at <= ${now} order by next_at, id limit ${AT_ONCE} for update skip locked)
  update message m set state = 'sending', tries = m.tries + 1, next_at = ${new Date(now.getTime() + HELD_MS)}
  from due join message o on o.city = due.city and o.id = due.id
    join channel c on c.city = o.city and c.id = o.channel_id
    left join account_reach r on o.recipient_kind = 'account' and r.city = o.city and r.account_id = o.recipient_id
    left join organization g on o.recipient_kind = 'organization' and g.city = o.city and g.id = o.recipient_id
  where m.city = due.city and m.id = due.id
  returning m.id, m.division_code as "divisionCode", m.occasion, m.channel_kind as "channelKind", m.recipient_kind as "recipientKind", m.recipient_id as "recipientId", m.address_sealed as "addressSealed", m.title, m.body,
    m.is_urgent as "isUrgent", m.tries, due.state = 'sending' as "wasHeld", c.settings, c.secret_sealed as "secretSealed", c.is_on as "isOn", to_char(r.quiet_from, 'HH24:MI') as "quietFrom", to_char(r.quiet_until, 'HH24:MI') as "quietUntil",
    r.by_email as "byEmail", r.by_sms as "bySms", r.email_sealed as "emailSealed", r.email_verified_at is not null as "isEmailVerified", r.email_code_sealed as "emailCodeSealed", r.phone_sealed as "phoneSealed", g.phone_sealed as "organizationPhone"`);

/** Where it goes now, or why it goes nowhere: an address and a consent may have changed since it was written. */
function addressOf(message: Claimed, writable: Map<string, Writable>, vault: Vault): { to: string | null } | { why: Why } {
  // one that cannot be opened any more must not keep all others from leaving
  const opened = (sealed: Buffer | null | undefined) => openText(vault, sealed);
  if (!message.isOn && message.recipientKind !== 'trial') return { why: 'channelOff' };
  if (isRobot(message.channelKind)) return { to: null };
  switch (message.recipientKind) {
    case 'trial': {
      const to = opened(message.addressSealed);
      return to ? { to } : { why: 'noAddress' };
    }
    case 'account': {
      const [isWanted, sealed] = message.channelKind === 'email' ? [message.byEmail, message.emailSealed] : [message.bySms, message.phoneSealed];
      const isCheck = message.occasion === 'addressCheck';
      if (!isWanted && !isCheck) return { why: 'notWanted' };
      if (message.channelKind === 'email' && !isCheck && !message.isEmailVerified) return { why: 'notVerified' };
      if (isCheck && !opened(message.emailCodeSealed)) return { why: 'superseded' };
      const to = opened(sealed);
      return to ? { to } : { why: 'noAddress' };
    }
    case 'organization': {
      const phone = opened(message.organizationPhone);
      return phone && isMobile(phone) ? { to: phone } : { why: 'noAddress' };
    }
    case 'person': {
      const phone = opened(writable.get(message.recipientId)?.phoneSealed);
      return phone ? { to: phone } : { why: 'noConsent' };
    }
    default: return { why: 'noAddress' };
  }
}

const end = (tx: Tx, now: Date, id: string, state: 'dropped' | 'failed', why: Why): void =>
  tx.send(sql`update message set state = ${state}, why = ${why}, next_at = null, ended_at = ${now} where city = current_setting('app.city') and id = ${id}`);

/** Some that may leave now. What falls into hours of rest waits for their end, uncounted; what was held to its last try and never recorded is a person's to look at. */
async function takeSome(platform: Platform, tx: Tx): Promise<{ found: number; ready: Ready[] }> {
  const now = platform.now();
  const claimed = await claim(tx, now);
  const writable = await listWritable(tx, claimed.flatMap(({ recipientKind, recipientId }) => (recipientKind === 'person' ? [recipientId] : [])));
  const ready: Ready[] = [];
  for (const message of claimed) {
    if (message.wasHeld && message.tries > MOST_TRIES) { end(tx, now, message.id, 'failed', 'lost'); continue; }
    const quiet = message.quietFrom && message.quietUntil ? { from: message.quietFrom, until: message.quietUntil } : USUAL_QUIET;
    const loudAt = message.isUrgent || message.recipientKind === 'trial' ? now : firstLoud(now, quiet);
    if (loudAt > now) { tx.send(sql`update message set state = 'waiting', tries = tries - 1, next_at = ${loudAt} where city = current_setting('app.city') and id = ${message.id}`); continue; }
    const address = addressOf(message, writable, platform.vault);
    if ('why' in address) { end(tx, now, message.id, address.why === 'channelOff' ? 'failed' : 'dropped', address.why); continue; }
    ready.push({ message, to: address.to });
  }
  return { found: claimed.length, ready };
}

const shown = (kind: ChannelKind, to: string | null): string | null => (to === null ? null : kind === 'email' ? maskEmail(to) : maskPhone(to));

async function record(platform: Platform, { message, to }: Ready, verdict: Verdict): Promise<void> {
  const actor = systemActor(platform.city);
  const now = platform.now();
  // whoever tries a channel waits for the answer, and tries again by hand
  const { state, why, said, nextAt } = afterTry(verdict, message.recipientKind === 'trial' ? MOST_TRIES : message.tries, now);
  await platform.database.transaction(scopeOf(actor), async (tx) => {
    // only while it is still held by this try: whoever took it over after us has the later word
    tx.send(sql`update message set state = ${state}, why = ${why}, said = ${said || null}, next_at = ${nextAt}, ended_at = ${nextAt ? null : now}, address_masked = ${shown(message.channelKind, to)}
      where city = current_setting('app.city') and id = ${message.id} and state = 'sending' and tries = ${message.tries}`);
    addNotice(tx, makeCall(actor, now, newId(), 'zh', platform.vault), { kind: 'message', subjectId: message.id, divisionCode: message.divisionCode });
  });
}

async function sendOne(platform: Platform, ready: Ready): Promise<void> {
  const { message: { id, occasion, channelKind: kind, title, settings, secretSealed, emailCodeSealed }, to } = ready;
  const body = occasion === 'addressCheck' ? ready.message.body.replace(HIDDEN_CODE, () => openText(platform.vault, emailCodeSealed) ?? '') : ready.message.body;
  const secret = openSecret(platform.vault, secretSealed);
  // a person has to type it anew, and then sends it again
  const verdict: Verdict = secret ? await channelFor({ kind, settings, secret }).send({ id, occasion, to, title, body, at: platform.now() }) : { is: 'refused', why: 'secretLost', said: '' };
  await record(platform, ready, verdict);
}

/**
 * Sends what is due, each at least once: whoever is killed between sending and recording leaves it held, and it is sent again, under the same id, when that has lapsed.
 * Answers how many it sent, or tried to.
 */
export async function deliver(platform: Platform): Promise<number> {
  const scope = scopeOf(systemActor(platform.city));
  const startedAt = Date.now();
  let sent = 0;
  for (let found = AT_ONCE; found === AT_ONCE && Date.now() - startedAt < RUNS_FOR_MS;) {
    const some = await platform.database.transaction(scope, (tx) => takeSome(platform, tx));
    const done = await Promise.allSettled(some.ready.map((ready) => sendOne(platform, ready)));
    const failed = done.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    sent += some.ready.length;
    found = some.found;
  }
  return sent;
}
