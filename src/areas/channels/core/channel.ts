import { ok, refuse, type Result } from '../../../kernel/result.ts';

/** `inApp` is always there and has nothing to configure. */
export const CHANNEL_KINDS = ['email', 'sms', 'wecom', 'dingtalk', 'feishu'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
/** Robots of a group chat: they tell a group and not a person. */
export const ROBOTS = ['wecom', 'dingtalk', 'feishu'] as const satisfies readonly ChannelKind[];
export const isRobot = (kind: string): boolean => (ROBOTS as readonly string[]).includes(kind);

/** What anybody who keeps channels may read. `isLocal`: within the own network, where there may be no certificate. */
export type Settings = {
  isLocal: boolean;
  host?: string; port?: number; security?: 'tls' | 'startTls' | 'none'; from?: string; username?: string;
  /** Of SMS: the JSON that the gateway wants, with `{{phone}}` and `{{text}}`; where its answer says that all went well. */
  body?: string; okField?: string; okValue?: string; signatureHeader?: string;
  /** Of what is sealed, enough to know it by. */
  addressShown?: string;
};
/** What no page is ever shown again. */
export type Secret = { url?: string; password?: string; key?: string };

export type ChannelRefusal =
  | { code: 'addressNotUnderstood' } | { code: 'addressNeedsHttps' } | { code: 'addressWithPassword' } | { code: 'addressForbidden' } | { code: 'bodyNotJson' } | { code: 'bodyLacksPlaces' } | { code: 'notCertifiedFarAway' };

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
// where machines keep their own keys for whoever asks, and what is no single machine: nothing that could be a gateway
const FORBIDDEN_V4 = /^(169\.254\.|0\.|22[4-9]\.|23\d\.|24\d\.|25[0-5]\.)/;
const FORBIDDEN_V6 = /^(fe[89ab]|ff|64:ff9b:|::$)/;

/** The number behind an IPv6 way of writing an IPv4 one, `::ffff:7f00:1`. */
function plain(address: string): string {
  const bare = address.toLowerCase().replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.)/, '');
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(bare) ?? [];
  if (high === undefined || low === undefined) return bare;
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

const isThisMachine = (bare: string): boolean => bare === '::1' || bare === 'localhost' || (IPV4.test(bare) && bare.startsWith('127.'));

/** Within the own network (RFC 1918), or this very machine; of a name nobody can say so. */
export const isNextDoor = (host: string): boolean => isThisMachine(plain(host)) || (IPV4.test(plain(host)) && PRIVATE.test(plain(host)));

/** Whether a connection to this address may be made at all: asked again when a name has been looked up, since names change their minds. */
export function mayReach(address: string, isLocal: boolean): boolean {
  const bare = plain(address);
  const isForbidden = IPV4.test(bare) ? FORBIDDEN_V4.test(bare) : bare.includes(':') && FORBIDDEN_V6.test(bare);
  return !isForbidden && (isLocal || !isThisMachine(bare));
}

/** A mail server without a certificate is believed only next door: a password would travel in the open. */
export function admitServer({ host, security, isLocal }: { host: string; security: string; isLocal: boolean }): Result<true, ChannelRefusal> {
  if (!mayReach(host, isLocal)) return refuse({ code: 'addressForbidden' });
  return security === 'none' && !(isLocal && isNextDoor(host)) ? refuse({ code: 'notCertifiedFarAway' }) : ok(true);
}

function filled(value: unknown, values: Record<string, string>): unknown {
  if (typeof value === 'string') return value.replace(/\{\{(phone|text|title|id)\}\}/g, (_, name: string) => values[name] ?? '');
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)])) : value;
}

/** The gateway's JSON with its places filled in: parsed first, so that no text can break out of its quotes. */
export const fillBody = (body: string, values: Record<'phone' | 'text' | 'title' | 'id', string>): string => JSON.stringify(filled(JSON.parse(body), values));

export function admitBody(body: string): Result<true, ChannelRefusal> {
  try {
    const parsed: unknown = JSON.parse(body);
    if (parsed === null || typeof parsed !== 'object') return refuse({ code: 'bodyNotJson' });
    const marked = JSON.stringify(filled(parsed, { phone: '\u0001', text: '\u0002' }));
    return marked.includes('\\u0001') && marked.includes('\\u0002') ? ok(true) : refuse({ code: 'bodyLacksPlaces' });
  } catch {
    return refuse({ code: 'bodyNotJson' });
  }
}

/** w***@example.org */
export const maskEmail = (address: string): string => `${[...address][0] ?? ''}***${address.slice(address.lastIndexOf('@'))}`;

/** The fields that each kind asks for; all must be there but those that may be left empty. */
export const FIELDS_OF = {
  email: ['host', 'port', 'security', 'from', 'username', 'password'],
  sms: ['url', 'body', 'okField', 'okValue', 'key', 'signatureHeader'],
  wecom: ['url'], dingtalk: ['url', 'key'], feishu: ['url', 'key'],
} as const satisfies Record<ChannelKind, readonly string[]>;
