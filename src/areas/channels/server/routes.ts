import { z } from 'zod';
import { command, query, type Route } from '../../../platform/server/route.ts';
import { ChannelKept, ChannelPage, ListMessages, MessagePage, MessageRow, OwnReach, ReachKept, ResendMessage, Resent, SetChannel, SetReach, SwitchChannel, TrialAsked, TryChannel } from '../core/contract.ts';
import { readChannels, setChannel, switchChannel, tryChannel } from './keep.ts';
import { readReach, setReach } from './reach.ts';
import { listMessages, readMessage, resendMessage } from './sent.ts';

const Nothing = z.object({});
const ofChannel = (_input: unknown, answer?: { channelId: string }) => answer && { kind: 'channel', id: answer.channelId };

export const channelRoutes: Route[] = [
  query({ path: '/api/channels', permission: 'channel.keep', says: 'The message channels of the own place, without their secrets, each with what its last trial came to', input: Nothing, answer: ChannelPage, run: (tx, call) => readChannels(tx, call) }),
  command({ path: '/api/channels/set', permission: 'channel.keep', says: 'Sets up a message channel of the own place, or changes it; secrets left empty stay', input: SetChannel, answer: ChannelKept, subject: ofChannel, run: setChannel }),
  command({ path: '/api/channels/switch', permission: 'channel.keep', says: 'Switches a message channel on or off', input: SwitchChannel, answer: ChannelKept, subject: ofChannel, run: switchChannel }),
  command({ path: '/api/channels/try', permission: 'channel.keep', says: 'Sends a trial message through the outbox', input: TryChannel, answer: TrialAsked, subject: (_input, answer) => answer && { kind: 'message', id: answer.messageId }, run: tryChannel }),
  query({ path: '/api/messages', permission: 'message.list', says: 'What was told or is to be, by which way, and what became of it', input: ListMessages, answer: MessagePage, run: listMessages }),
  query({ path: '/api/messages/:messageId', permission: 'message.list', says: 'One message with its text and what became of it', input: z.object({ messageId: z.uuid() }), answer: MessageRow, run: readMessage }),
  command({ path: '/api/messages/resend', permission: 'message.resend', says: 'Puts a message that failed back into the outbox', input: ResendMessage, answer: Resent, subject: ({ messageId }) => ({ kind: 'message', id: messageId }), run: resendMessage }),
  query({ path: '/api/my-reach', permission: 'message.own', says: 'How the account wants to be told, and what it was told', input: Nothing, answer: OwnReach, run: (tx, call) => readReach(tx, call) }),
  command({ path: '/api/my-reach/set', permission: 'message.own', says: 'Says how the account wants to be told', input: SetReach, answer: ReachKept, subject: (_input, answer) => answer && { kind: 'account', id: answer.accountId }, run: setReach }),
];
