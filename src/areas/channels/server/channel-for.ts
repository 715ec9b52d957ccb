import type { Channel, Configured } from './channel.ts';
import { mailChannel } from './mail.ts';
import { robotChannel } from './robots.ts';
import { smsChannel } from './sms.ts';

/** The way out of a kind. A new kind is a file beside these and a line here. */
export function channelFor(configured: Configured): Channel {
  switch (configured.kind) {
    case 'email': return mailChannel(configured);
    case 'sms': return smsChannel(configured);
    case 'wecom': case 'dingtalk': case 'feishu': return robotChannel(configured);
  }
}
