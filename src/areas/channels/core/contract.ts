import { z } from 'zod';
import { commaList } from '../../access/core/comma-list.ts';
import { CHANNEL_KINDS } from './channel.ts';
import { OCCASIONS } from './occasions.ts';
import { STATES } from './outbox.ts';
import { WORDED } from './texts.ts';

const Text = (most: number) => z.string().trim().max(most).nullish();
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Email = z.string().trim().max(254).regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/);

/** What a channel needs; a secret that is left empty stays as it was. */
export const SetChannel = z.object({
  requestId: z.uuid(), kind: z.enum(CHANNEL_KINDS), /** 0 for one that is not there yet. */ version: z.int().min(0), isLocal: z.boolean().nullish(),
  host: Text(253), port: z.int().min(1).max(65535).nullish(), security: z.enum(['tls', 'startTls', 'none']).nullish(), from: Text(254), username: Text(254), password: Text(500),
  url: Text(1000), key: Text(500), /** The signing key is taken away; whatever is typed in `key` is left aside. */ removesKey: z.boolean().nullish(), body: Text(4000), okField: Text(100), okValue: Text(100), signatureHeader: z.string().trim().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/).nullish().or(z.literal('')),
});
export type SetChannel = z.infer<typeof SetChannel>;
export const SwitchChannel = z.object({ requestId: z.uuid(), kind: z.enum(CHANNEL_KINDS), isOn: z.boolean() });
export const TryChannel = z.object({ requestId: z.uuid(), kind: z.enum(CHANNEL_KINDS), /** An e-mail address or a mobile number; a robot needs none. */ to: Text(254) });
export const ChannelKept = z.object({ channelId: z.uuid(), version: z.int() });
export const TrialAsked = z.object({ messageId: z.uuid() });

const Outcome = z.object({ state: z.enum(STATES), why: z.string().nullable(), said: z.string().nullable(), tries: z.int(), at: z.string(), addressMasked: z.string().nullable() });
export const ChannelShown = z.object({
  kind: z.enum(CHANNEL_KINDS), id: z.uuid(), isOn: z.boolean(), version: z.int(), changedBy: z.string(), changedAt: z.string(), hasPassword: z.boolean(), hasKey: z.boolean(), /** Sealed under another key than the product has now. */ isSecretLost: z.boolean(),
  settings: z.object({
    isLocal: z.boolean(), host: z.string().optional(), port: z.number().optional(), security: z.string().optional(), from: z.string().optional(), username: z.string().optional(),
    body: z.string().optional(), okField: z.string().optional(), okValue: z.string().optional(), signatureHeader: z.string().optional(), addressShown: z.string().optional(),
  }),
  lastTrial: Outcome.nullable(),
});
export type ChannelShown = z.infer<typeof ChannelShown>;
/** `above`: kinds that a place above has on, which count where the own place has none. */
export const ChannelPage = z.object({ place: z.string(), items: z.array(ChannelShown), above: z.array(z.object({ kind: z.enum(CHANNEL_KINDS), place: z.string() })) });
export type ChannelPage = z.infer<typeof ChannelPage>;

// a title is a line; a body of 500 characters is eight SMS
const Title = z.string().trim().min(1).max(60).regex(/^[^\r\n]*$/), Body = z.string().trim().min(1).max(500).transform((text) => text.replaceAll('\r\n', '\n'));
/** `version`: the newest that the own place has, 0 where it has none. */
export const SetText = z.object({ requestId: z.uuid(), occasion: z.enum(WORDED), version: z.int().min(0), zhTitle: Title, zhBody: Body, enTitle: Title, enBody: Body, /** That the link is left out is known, and meant. */ withoutLink: z.boolean().nullish() });
export type SetText = z.infer<typeof SetText>;
export const BackToStanding = z.object({ requestId: z.uuid(), occasion: z.enum(WORDED), version: z.int().min(0) });
export type BackToStanding = z.infer<typeof BackToStanding>;
export const TextKept = z.object({ textId: z.uuid(), version: z.int() });
const Words = z.object({ title: z.string(), body: z.string() });
/** `texts` null: a version by which the own words were given up. */
const TextVersion = z.object({ version: z.int(), texts: z.object({ zh: Words, en: Words }).nullable(), place: z.string(), by: z.string(), at: z.string() });
export type TextVersion = z.infer<typeof TextVersion>;
/** `counts`: what is sent now, null for the standing text; `above`: what would be without the own. */
export const TextPage = z.object({
  place: z.string(), mayChange: z.boolean(),
  items: z.array(z.object({ occasion: z.enum(WORDED), version: z.int(), isOwn: z.boolean(), counts: TextVersion.nullable(), above: TextVersion.nullable(), versions: z.array(TextVersion) })),
});
export type TextPage = z.infer<typeof TextPage>;

export const ListMessages = z.object({
  state: commaList(z.enum(STATES)), channel: commaList(z.enum(['inApp', ...CHANNEL_KINDS])), occasion: commaList(z.enum(OCCASIONS)), division: z.string().regex(/^\d{4,12}$/).optional(),
  after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListMessages = z.infer<typeof ListMessages>;
export const MessageRow = z.object({
  id: z.uuid(), at: z.string(), occasion: z.enum(OCCASIONS), channel: z.string(), state: z.enum(STATES), why: z.string().nullable(), said: z.string().nullable(), tries: z.int(), nextAt: z.string().nullable(), endedAt: z.string().nullable(),
  recipientKind: z.string(), /** Of workers and organisations; a resident is not named, and known by where it went. */ recipientName: z.string().nullable(), addressMasked: z.string().nullable(), placeName: z.string(), title: z.string(), body: z.string(), mayResend: z.boolean(),
  /** The words of which place and version; null for the standing text. */ textOf: z.object({ place: z.string(), version: z.int() }).nullable(),
});
export type MessageRow = z.infer<typeof MessageRow>;
export const MessagePage = z.object({ total: z.int(), items: z.array(MessageRow), next: z.string().nullable() });
export type MessagePage = z.infer<typeof MessagePage>;
export const ResendMessage = z.object({ requestId: z.uuid(), messageId: z.uuid() });
export const Resent = z.object({ messageId: z.uuid() });

export const SetReach = z.object({
  requestId: z.uuid(), version: z.int().min(0), byEmail: z.boolean().nullish(), bySms: z.boolean().nullish(), email: Email.nullish().or(z.literal('')), phone: Text(20), language: z.enum(['zh', 'en']), quietFrom: Clock, quietUntil: Clock,
});
export type SetReach = z.infer<typeof SetReach>;
/** `isCodeSent`: a code went to an address that is new. */
export const ReachKept = z.object({ accountId: z.uuid(), version: z.int(), isCodeSent: z.boolean() });
export const SendCode = z.object({ requestId: z.uuid() });
export const CodeSentTo = z.object({ accountId: z.uuid() });
export const VerifyAddress = z.object({ requestId: z.uuid(), code: z.string().trim().regex(/^\d{6}$/) });
export type VerifyAddress = z.infer<typeof VerifyAddress>;
/** `triesLeft`: of a code that was wrong. */
export const AddressVerified = z.object({ accountId: z.uuid(), isVerified: z.boolean(), triesLeft: z.int() });
export type AddressVerified = z.infer<typeof AddressVerified>;
/** `offered`: the ways out that the place of this role has on. */
export const OwnReach = z.object({
  version: z.int(), email: z.string().nullable(), phone: z.string().nullable(), byEmail: z.boolean(), bySms: z.boolean(), language: z.enum(['zh', 'en']), quietFrom: z.string(), quietUntil: z.string(),
  offered: z.object({ email: z.boolean(), sms: z.boolean() }), isEmailVerified: z.boolean(), /** A code is on its way or arrived, and holds still. */ isCodeOut: z.boolean(),
  items: z.array(z.object({ id: z.uuid(), at: z.string(), occasion: z.enum(OCCASIONS), title: z.string(), body: z.string(), channel: z.string(), state: z.enum(STATES) })),
});
export type OwnReach = z.infer<typeof OwnReach>;
