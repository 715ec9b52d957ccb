import { z } from 'zod';
import { command, query, type Route } from '../../../platform/server/route.ts';
import { AddressVerified, BackToStanding, ChannelKept, ChannelPage, CodeSentTo, ListMessages, MessagePage, MessageRow, OwnReach, ReachKept, ResendMessage, Resent, SendCode, SetChannel, SetReach, SetText, SwitchChannel, TextKept, TextPage, TrialAsked, TryChannel, VerifyAddress } from '../core/contract.ts';
import { readChannels, setChannel, switchChannel, tryChannel } from './keep.ts';
import { sendCode, verifyAddress } from './verify.ts';
import { readReach, setReach } from './reach.ts';
import { listMessages, readMessage, resendMessage } from './sent.ts';
import { backToStanding, readTexts, setText } from './texts.ts';

const Nothing = z.object({});
const ofChannel = (_input: unknown, answer?: { channelId: string }) => answer && { kind: 'channel', id: answer.channelId };

const ofAccount = (_input: unknown, answer?: { accountId: string }) => answer && { kind: 'account', id: answer.accountId };
const ofText = (_input: unknown, answer?: { textId: string }) => answer && { kind: 'messageText', id: answer.textId };

export const channelRoutes: Route[] = [
  query({ path: '/api/channels', permission: 'channel.keep', says: 'The message channels of the own place, without their secrets, each with what its last trial came to', input: Nothing, answer: ChannelPage, run: (tx, call) => readChannels(tx, call) }),
  command({ path: '/api/channels/set', permission: 'channel.keep', says: 'Sets up a message channel of the own place, or changes it; secrets left empty stay', input: SetChannel, answer: ChannelKept, subject: ofChannel, run: setChannel }),
  command({ path: '/api/channels/switch', permission: 'channel.keep', says: 'Switches a message channel on or off', input: SwitchChannel, answer: ChannelKept, subject: ofChannel, run: switchChannel }),
  command({ path: '/api/channels/try', permission: 'channel.keep', says: 'Sends a trial message through the outbox', input: TryChannel, answer: TrialAsked, subject: (_input, answer) => answer && { kind: 'message', id: answer.messageId }, run: tryChannel }),
  query({ path: '/api/message-texts', permission: 'channel.keep', says: 'The words of each message that count for the own place, and its own versions of them', input: Nothing, answer: TextPage, run: (tx, call) => readTexts(tx, call) }),
  command({ path: '/api/message-texts/set', permission: 'channel.keep', says: 'Words a message anew for the own city or banner, in both languages, from now on', input: SetText, answer: TextKept, subject: ofText, run: setText }),
  command({ path: '/api/message-texts/back', permission: 'channel.keep', says: 'Gives up the own words of a message for those of the place above, or the standing ones', input: BackToStanding, answer: TextKept, subject: ofText, run: backToStanding }),
  query({ path: '/api/messages', permission: 'message.list', says: 'What was told or is to be, by which way, and what became of it', input: ListMessages, answer: MessagePage, run: listMessages }),
  query({ path: '/api/messages/:messageId', permission: 'message.list', says: 'One message with its text and what became of it', input: z.object({ messageId: z.uuid() }), answer: MessageRow, run: readMessage }),
  command({ path: '/api/messages/resend', permission: 'message.resend', says: 'Puts a message that failed back into the outbox', input: ResendMessage, answer: Resent, subject: ({ messageId }) => ({ kind: 'message', id: messageId }), run: resendMessage }),
  query({ path: '/api/my-reach', permission: 'message.own', says: 'How the account wants to be told, and what it was told', input: Nothing, answer: OwnReach, run: (tx, call) => readReach(tx, call) }),
  command({ path: '/api/my-reach/send-code', permission: 'message.own', says: 'Sends a new code to the e-mail address that is not verified yet', input: SendCode, answer: CodeSentTo, subject: ofAccount, run: (tx, call) => sendCode(tx, call) }),
  command({ path: '/api/my-reach/verify', permission: 'message.own', says: 'Gives back the code, so that the e-mail address is used', input: VerifyAddress, answer: AddressVerified, subject: ofAccount, run: verifyAddress }),
  command({ path: '/api/my-reach/set', permission: 'message.own', says: 'Says how the account wants to be told', input: SetReach, answer: ReachKept, subject: ofAccount, run: setReach }),
];
