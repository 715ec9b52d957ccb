import { ancestorsOf, isWithin } from '../../../kernel/division.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices, takeNotices } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { spokenReference } from '../../needs/core/reference.ts';
import { isMobile } from '../../people/core/phone.ts';
import { isRobot } from '../core/channel.ts';
import { HIDDEN_CODE } from '../core/verify.ts';
import { PAGE_OF, textFor } from '../core/texts.ts';
import { render, spokenDay, type Audience, type Occasion, type Values } from '../core/occasions.ts';
import { addMessages, countOwedBy, countOwedIn, listArranged, listChannels, listOfferedTo, listReaches, listServicePhones, listToVerify, listWritable, nearestOf, type ChannelRow, type NewMessage } from './queries.ts';
import { listNewestTexts, type TextRow } from './texts.ts';

/** What earlier areas say in a row of `notice`, and who is then written to. */
export const TAKEN = ['ownerTold', 'referralOffered', 'dayAgreed', 'confirmAsked', 'addressToVerify'] as const;
type Taken = (typeof TAKEN)[number];

const BATCH = 500;

type Desk = { tx: Tx; call: Call; url: string | null; channels: ChannelRow[]; texts: TextRow[] };
type To = Pick<NewMessage, 'divisionCode' | 'recipientKind' | 'recipientId'> & { channel: ChannelRow | 'inApp'; language?: 'zh' | 'en'; isUrgent?: boolean };
type About = { occasion: Occasion; subjectKind: string; subjectId: string; windowKey: string };

const linkFor = ({ url }: Desk, audience: Audience): string => (url ? `${url}${PAGE_OF[audience]}` : '');

function messageOf({ texts }: Desk, about: About, { channel, language = 'zh', isUrgent = false, ...to }: To, values: Values): NewMessage {
  const isIn = channel === 'inApp';
  const worded = textFor(texts, about.occasion, to.divisionCode);
  return { id: newId(), ...about, ...to, language, isUrgent, ...render(about.occasion, language, values, worded?.texts?.[language]), textId: worded?.id ?? null, channelKind: isIn ? 'inApp' : channel.kind, channelId: isIn ? null : channel.id, addressSealed: null, addressMasked: null };
}

/** The ways to an account: the product itself always, e-mail and SMS as its holder wishes and its place has them. */
async function waysTo(desk: Desk, accounts: { accountId: string; divisionCode: string }[], isInApp: boolean): Promise<To[]> {
  const reaches = new Map((await listReaches(desk.tx, accounts.map(({ accountId }) => accountId))).map((reach) => [reach.accountId, reach]));
  return accounts.flatMap(({ accountId, divisionCode }) => {
    const reach = reaches.get(accountId);
    const outside = [reach?.byEmail && nearestOf(desk.channels, 'email', divisionCode), reach?.bySms && nearestOf(desk.channels, 'sms', divisionCode)].filter((one) => one !== undefined && one !== false);
    return [...(isInApp ? ['inApp' as const] : []), ...outside].map((channel): To => ({ divisionCode, recipientKind: 'account', recipientId: accountId, channel, language: reach?.language ?? 'zh' }));
  });
}

/** One message a day to each owner with counts alone, and one to the group of each place. */
async function writeOwed(desk: Desk, taken: { subjectId: string; divisionCode: string }[]): Promise<NewMessage[]> {
  const { tx, call: { today } } = desk;
  const placeOf = new Map(taken.map(({ subjectId, divisionCode }) => [subjectId, divisionCode]));
  const owed = new Map((await countOwedBy(tx, [...placeOf.keys()], today)).map(({ accountId, ...counts }) => [accountId, counts]));
  const ways = await waysTo(desk, [...owed.keys()].map((accountId) => ({ accountId, divisionCode: placeOf.get(accountId)! })), true);
  const toOwners = ways.map((to) => messageOf(desk, { occasion: 'dutiesOwed', subjectKind: 'account', subjectId: to.recipientId, windowKey: today }, to, { ...owed.get(to.recipientId), link: linkFor(desk, 'worker') }));
  const toGroups: NewMessage[] = [];
  for (const channel of desk.channels.filter(({ kind, isOn, divisionCode }) => isRobot(kind) && isOn && taken.some((one) => isWithin(one.divisionCode, divisionCode)))) {
    const counts = await countOwedIn(tx, channel.divisionCode, today);
    if (counts.late + counts.dueToday === 0) continue;
    toGroups.push(messageOf(desk, { occasion: 'placeOwes', subjectKind: 'channel', subjectId: channel.id, windowKey: today }, { divisionCode: channel.divisionCode, recipientKind: 'place', recipientId: channel.id, channel }, { ...counts, link: linkFor(desk, 'group') }));
  }
  return [...toOwners, ...toGroups];
}

/** However many were offered at once, an organisation is told once, of all that it has to answer. */
async function writeOffered(desk: Desk, taken: { subjectId: string }[]): Promise<NewMessage[]> {
  const offered = await listOfferedTo(desk.tx, taken.map(({ subjectId }) => subjectId), desk.call.today);
  const messages: NewMessage[] = [];
  for (const { organizationId, divisionCode, count, dueOn, latestId, managers, phoneSealed } of offered) {
    const about: About = { occasion: 'referralOffered', subjectKind: 'organization', subjectId: organizationId, windowKey: latestId };
    const sms = phoneSealed && isMobile(desk.call.vault.open(phoneSealed)) ? nearestOf(desk.channels, 'sms', divisionCode) : undefined;
    const own = [...(managers.length > 0 ? ['inApp' as const] : []), ...(sms ? [sms] : [])].map((channel): To => ({ divisionCode, recipientKind: 'organization', recipientId: organizationId, channel }));
    const theirs = await waysTo(desk, managers.map((accountId) => ({ accountId, divisionCode })), false);
    messages.push(...[...own, ...theirs].map((to) => messageOf(desk, about, to, { count, dueOn: dueOn && spokenDay(dueOn, to.language ?? 'zh'), link: linkFor(desk, 'organization') })));
  }
  return messages;
}

/** Residents who agreed to it are told by SMS: the number of their need and the day, and nothing of what it is. */
async function writeToResidents(desk: Desk, occasion: 'dayAgreed' | 'confirmAsked', taken: { subjectId: string }[]): Promise<NewMessage[]> {
  const { tx, call } = desk;
  const arranged = (await listArranged(tx, taken.map(({ subjectId }) => subjectId)))
    .filter(({ status, scheduledFor }) => (occasion === 'dayAgreed' ? status === 'scheduled' && scheduledFor !== null && scheduledFor >= call.today : status === 'delivered'));
  const [writable, phones] = await Promise.all([listWritable(tx, arranged.map(({ personId }) => personId)), listServicePhones(tx)]);
  return arranged.flatMap((one) => {
    const channel = nearestOf(desk.channels, 'sms', one.divisionCode);
    const language = writable.get(one.personId)?.language;
    if (!channel || !language) return [];
    const phone = [...ancestorsOf(one.divisionCode), one.divisionCode].reverse().map((code) => phones.get(code)).find(Boolean);
    const to: To = { divisionCode: one.divisionCode, recipientKind: 'person', recipientId: one.personId, channel, language, isUrgent: occasion === 'dayAgreed' && one.scheduledFor === call.today };
    return [messageOf(desk, { occasion, subjectKind: 'referral', subjectId: one.id, windowKey: String(occasion === 'dayAgreed' ? one.scheduledAt : one.deliveredAt) }, to, {
      number: spokenReference(one.reference), phone: phone ?? null, link: linkFor(desk, 'resident'),
      day: one.scheduledFor && spokenDay(one.scheduledFor, language), hours: one.from && one.until ? `${one.from}–${one.until}` : null,
    })];
  });
}

/** The code goes to the address at once; in the message on record it is hidden, and filled in when it leaves. */
async function writeCodes(desk: Desk, taken: { subjectId: string; divisionCode: string }[]): Promise<NewMessage[]> {
  const placeOf = new Map(taken.map(({ subjectId, divisionCode }) => [subjectId, divisionCode]));
  return (await listToVerify(desk.tx, [...placeOf.keys()])).flatMap(({ accountId, language, codeKey }) => {
    const divisionCode = placeOf.get(accountId)!;
    const channel = nearestOf(desk.channels, 'email', divisionCode);
    return channel ? [messageOf(desk, { occasion: 'addressCheck', subjectKind: 'account', subjectId: accountId, windowKey: codeKey }, { divisionCode, recipientKind: 'account', recipientId: accountId, channel, language, isUrgent: true }, { code: HIDDEN_CODE })] : [];
  });
}

const write = (desk: Desk, kind: Taken, taken: { subjectId: string; divisionCode: string }[]): Promise<NewMessage[]> => {
  switch (kind) {
    case 'ownerTold': return writeOwed(desk, taken);
    case 'referralOffered': return writeOffered(desk, taken);
    case 'addressToVerify': return writeCodes(desk, taken);
    case 'dayAgreed': case 'confirmAsked': return writeToResidents(desk, kind, taken);
  }
};

/** Turns what earlier areas said into messages, in the transaction that takes it: both are done, or neither. Answers how many notices it took. */
export async function writeMessages(platform: Platform): Promise<number> {
  const actor = systemActor(platform.city);
  let took = 0;
  for (const kind of TAKEN) {
    for (let batch = BATCH; batch === BATCH;) {
      batch = await platform.database.transaction(scopeOf(actor), async (tx) => {
        const taken = await takeNotices(tx, kind, BATCH);
        if (taken.length === 0) return 0;
        const call = makeCall(actor, platform.now(), newId(), 'zh', platform.vault);
        const messages = await write({ tx, call, url: platform.publicUrl, channels: await listChannels(tx), texts: await listNewestTexts(tx) }, kind, taken);
        addMessages(tx, call.now, messages);
        addNotices(tx, call, messages.map(({ id, divisionCode }) => ({ kind: 'message', subjectId: id, divisionCode })));
        return taken.length;
      });
      took += batch;
    }
  }
  return took;
}
