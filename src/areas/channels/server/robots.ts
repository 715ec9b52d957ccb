import { createHmac } from 'node:crypto';
import type { Verdict } from '../core/outbox.ts';
import { idHeaders, type Channel, type Configured, type Outgoing } from './channel.ts';
import { post, shortened, verdictOfError, verdictOfStatus } from './post.ts';

type Request = { url: URL; body: Record<string, unknown> };

// WeCom takes 2,048 bytes of text, and the others more
const MOST_BYTES = 2048;

function textOf({ title, body }: Outgoing): string {
  const text = `${title}\n${body}`;
  return Buffer.byteLength(text) <= MOST_BYTES ? text : `${Buffer.from(text).subarray(0, MOST_BYTES - 6).toString('utf8').replace(/\uFFFD+$/u, '')}…`;
}

function requestOf({ kind, secret }: Configured, message: Outgoing): Request {
  const url = new URL(secret.url!);
  const content = textOf(message);
  switch (kind) {
    case 'dingtalk': {
      if (!secret.key) return { url, body: { msgtype: 'text', text: { content } } };
      // milliseconds and key are what is signed, under the key; the signature travels in the address
      const timestamp = String(message.at.getTime());
      url.searchParams.set('timestamp', timestamp);
      url.searchParams.set('sign', createHmac('sha256', secret.key).update(`${timestamp}\n${secret.key}`).digest('base64'));
      return { url, body: { msgtype: 'text', text: { content } } };
    }
    case 'feishu': {
      // seconds and key together are the key, under which nothing is signed; the signature travels in the body
      const timestamp = String(Math.floor(message.at.getTime() / 1000));
      const signed = secret.key ? { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret.key}`).update('').digest('base64') } : {};
      return { url, body: { ...signed, msg_type: 'text', content: { text: content } } };
    }
    default: return { url, body: { msgtype: 'text', text: { content } } };
  }
}

/** "Too many in this minute", or "busy", of WeCom, DingTalk and Feishu. */
const LATER = new Set([-1, 45009, 130101, 410100, 11232]);

function verdictOfAnswer(text: string): Verdict {
  try {
    const { errcode, code, StatusCode, errmsg, msg, StatusMessage } = JSON.parse(text) as Record<string, unknown>;
    const told = errcode ?? code ?? StatusCode;
    if (typeof told !== 'number') return { is: 'refused', why: 'unclear', said: shortened(text) };
    const said = shortened(`${told} ${String(errmsg ?? msg ?? StatusMessage ?? '')}`);
    if (told === 0) return { is: 'sent', said };
    return LATER.has(told) ? { is: 'tryLater', why: 'busy', said } : { is: 'refused', why: 'refused', said };
  } catch {
    return { is: 'refused', why: 'unclear', said: shortened(text) };
  }
}

/** The robot of a group chat: WeCom 企业微信, DingTalk 钉钉, Feishu 飞书. All answer 200 and say in the body whether they took it. */
export const robotChannel = (configured: Configured): Channel => ({
  async send(message) {
    try {
      const { url, body } = requestOf(configured, message);
      const answer = await post({ url, body: JSON.stringify(body), isLocal: configured.settings.isLocal, headers: idHeaders(message) });
      return verdictOfStatus(answer) ?? verdictOfAnswer(answer.text);
    } catch (error) {
      return verdictOfError(error);
    }
  },
});
