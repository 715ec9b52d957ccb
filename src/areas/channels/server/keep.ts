import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { BadInput } from '../../../platform/server/errors.ts';
import { appendHistory, changesBetween, type Changes } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { isMobile, readPhone } from '../../people/core/phone.ts';
import { admitBody, admitServer, isRobot, maskEmail, type ChannelKind, type ChannelRefusal, type Secret, type Settings } from '../core/channel.ts';
import type { ChannelPage, SetChannel, SwitchChannel, TryChannel } from '../core/contract.ts';
import { messages } from '../core/messages.ts';
import { render } from '../core/occasions.ts';
import type { State } from '../core/outbox.ts';
import { admitUrl, shownAddress } from './address.ts';
import { SEND_JOB } from './jobs.ts';
import { addMessages, findChannelForUpdate, listChannels } from './queries.ts';
import { openSecret } from './secret.ts';
import type { z } from 'zod';

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;

type Code = ChannelRefusal['code'] | 'fieldMissing' | 'notAnEmail' | 'notAMobile';
/** Said at the field where it can be mended. */
export const wrongAt = (call: Call, path: string, code: Code): BadInput => new BadInput([{ path, code, message: messages[call.language][`channels.refusal.${code}`] }]);

const placeOf = (call: Call): string => call.actor.divisionCode;

type Input = Omit<SetChannel, 'requestId'>;

/** What is kept of what was typed, or what is wrong with it and where. */
function readSettings(call: Call, input: Input, known: Secret): { settings: Settings; secret: Secret } {
  const isLocal = input.isLocal ?? false;
  const asked = <T>(path: string, value: T | null | undefined): T => {
    if (value === null || value === undefined || value === '') throw wrongAt(call, path, 'fieldMissing');
    return value;
  };
  const held = (path: string, admitted: Result<unknown, ChannelRefusal>) => { if (!admitted.ok) throw wrongAt(call, path, admitted.refusal.code); };
  if (input.kind === 'email') {
    const [host, port, security, from] = [asked('host', input.host), asked('port', input.port), asked('security', input.security), asked('from', input.from)];
    if (!EMAIL.test(from)) throw wrongAt(call, 'from', 'notAnEmail');
    held(security === 'none' ? 'security' : 'host', admitServer({ host, security, isLocal }));
    return { settings: { isLocal, host, port, security, from, ...(input.username ? { username: input.username } : {}) }, secret: input.username ? { password: asked('password', input.password || known.password) } : {} };
  }
  const typed = asked('url', input.url || known.url);
  const url = admitUrl(typed, isLocal);
  if (!url.ok) throw wrongAt(call, 'url', url.refusal.code);
  const key = input.removesKey ? null : input.key || known.key;
  const secret: Secret = { url: typed, ...(key ? { key } : {}) };
  const settings: Settings = { isLocal, addressShown: shownAddress(url.value) };
  if (input.kind !== 'sms') return { settings, secret };
  const body = asked('body', input.body);
  held('body', admitBody(body));
  return { settings: { ...settings, body, ...(input.okField ? { okField: input.okField, okValue: input.okValue ?? '' } : {}), ...(input.signatureHeader ? { signatureHeader: input.signatureHeader } : {}) }, secret };
}

/** Sets up a channel of the own place, or changes it. Of secrets the history says only that they changed. */
export async function setChannel(tx: Tx, call: Call, input: Input): Promise<Result<{ channelId: string; version: number }>> {
  const row = await findChannelForUpdate(tx, placeOf(call), input.kind);
  if ((row?.version ?? 0) !== input.version) return refuse({ code: 'channelChanged', by: row?.changedBy ?? '—' });
  // a password given to one server is not handed to another that somebody names later
  const lost = row !== null && openSecret(call.vault, row.secretSealed) === null;
  const known = (row && openSecret(call.vault, row.secretSealed)) ?? {};
  const isSameServer = row === null || input.kind !== 'email' || (row.settings.host === input.host && row.settings.port === input.port);
  const { settings, secret } = readSettings(call, input, isSameServer ? known : {});
  const id = row?.id ?? newId();
  const sealed = call.vault.seal(JSON.stringify(secret));
  await tx.run(sql`
    insert into channel (city, id, division_code, kind, settings, secret_sealed, changed_by, changed_at)
    values (${call.actor.city}, ${id}, ${placeOf(call)}, ${input.kind}, ${JSON.stringify(settings)}::jsonb, ${sealed}, ${call.actor.name}, ${call.now})
    on conflict on constraint channel_of_place do update set settings = excluded.settings, secret_sealed = excluded.secret_sealed, version = channel.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
  const secrets: Changes = !lost && JSON.stringify(secret) === JSON.stringify(known) ? {} : { secret: [row ? '***' : null, '***'], ...(known.key && !secret.key ? { key: ['***', null] } : {}) };
  appendHistory(tx, call, { kind: 'channel', subjectId: id, divisionCode: placeOf(call), action: row ? 'changed' : 'setUp', changes: { ...changesBetween({ ...row?.settings } as Record<string, unknown>, settings), ...secrets } });
  return ok({ channelId: id, version: (row?.version ?? 0) + 1 });
}

export async function switchChannel(tx: Tx, call: Call, { kind, isOn }: Omit<z.infer<typeof SwitchChannel>, 'requestId'>): Promise<Result<{ channelId: string; version: number }>> {
  const row = await findChannelForUpdate(tx, placeOf(call), kind);
  if (!row) return refuse({ code: 'channelMissing' });
  if (row.isOn !== isOn) {
    await tx.run(sql`update channel set is_on = ${isOn}, version = version + 1, changed_by = ${call.actor.name}, changed_at = ${call.now} where city = current_setting('app.city') and id = ${row.id}`);
    appendHistory(tx, call, { kind: 'channel', subjectId: row.id, divisionCode: placeOf(call), action: isOn ? 'switchedOn' : 'switchedOff' });
  }
  return ok({ channelId: row.id, version: row.version + (row.isOn === isOn ? 0 : 1) });
}

function trialAddress(call: Call, kind: ChannelKind, typed: string): { to: string | null; masked: string | null } {
  if (isRobot(kind)) return { to: null, masked: null };
  if (!typed) throw wrongAt(call, 'to', 'fieldMissing');
  if (kind === 'email') {
    if (!EMAIL.test(typed)) throw wrongAt(call, 'to', 'notAnEmail');
    return { to: typed, masked: maskEmail(typed) };
  }
  const read = readPhone(typed);
  if (!('phone' in read) || !isMobile(read.phone)) throw wrongAt(call, 'to', 'notAMobile');
  return { to: read.phone, masked: maskPhone(read.phone) };
}

/** A trial goes the way of every message, through the outbox, and stands on record with what the other side answered. */
export async function tryChannel(tx: Tx, call: Call, { kind, to: typed }: Omit<z.infer<typeof TryChannel>, 'requestId'>): Promise<Result<{ messageId: string }>> {
  const row = await findChannelForUpdate(tx, placeOf(call), kind);
  if (!row) return refuse({ code: 'channelMissing' });
  const { to, masked } = trialAddress(call, kind, typed ?? '');
  const id = newId();
  addMessages(tx, call.now, [{
    id, divisionCode: placeOf(call), occasion: 'trial', subjectKind: 'channel', subjectId: row.id, windowKey: id, channelKind: kind, channelId: row.id, recipientKind: 'trial', recipientId: row.id,
    addressSealed: to && call.vault.seal(to).toString('hex'), addressMasked: masked, language: call.language, ...render('trial', call.language, {}), isUrgent: true, textId: null,
  }]);
  await enqueue(tx, SEND_JOB, {});
  return ok({ messageId: id });
}

type Trial = { channelId: string; state: State; why: string | null; said: string | null; tries: number; at: string; addressMasked: string | null };

export async function readChannels(tx: Tx, call: Call): Promise<ChannelPage> {
  const channels = await listChannels(tx);
  const own = channels.filter(({ divisionCode }) => divisionCode === placeOf(call));
  const above = channels.filter(({ divisionCode, isOn, kind }) => isOn && !isRobot(kind) && divisionCode.length < placeOf(call).length);
  const [names, trials] = await Promise.all([
    tx.many<{ code: string; name: string }>(sql`select code, name from division where city = current_setting('app.city') and code = any(${[placeOf(call), ...above.map(({ divisionCode }) => divisionCode)]})`),
    tx.many<Trial>(sql`
      select distinct on (channel_id) channel_id as "channelId", state, why, said, tries, created_at as at, address_masked as "addressMasked" from message
      where city = current_setting('app.city') and recipient_id = any(${own.map(({ id }) => id)}::uuid[]) and recipient_kind = 'trial' order by channel_id, created_at desc, id desc`),
  ]);
  const nameOf = (code: string) => names.find((one) => one.code === code)?.name ?? code;
  return {
    place: nameOf(placeOf(call)),
    above: above.map(({ kind, divisionCode }) => ({ kind, place: nameOf(divisionCode) })),
    items: own.map(({ secretSealed: sealed, divisionCode: _code, ...row }) => {
      const secret = openSecret(call.vault, sealed);
      const trial = trials.find(({ channelId }) => channelId === row.id);
      return { ...row, hasPassword: Boolean(secret?.password), hasKey: Boolean(secret?.key), isSecretLost: secret === null, lastTrial: trial ?? null };
    }),
  };
}
