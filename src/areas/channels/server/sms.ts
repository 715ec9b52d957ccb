import { createHmac } from 'node:crypto';
import { fillBody } from '../core/channel.ts';
import type { Verdict } from '../core/outbox.ts';
import { idHeaders, type Channel, type Configured } from './channel.ts';
import { post, shortened, verdictOfError, verdictOfStatus } from './post.ts';

function fieldOf(text: string, path: string): unknown {
  try {
    return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Many gateways answer 200 to everything and say in a field whether they took it. */
function verdictOfAnswer(text: string, okField: string | undefined, okValue: string | undefined): Verdict {
  const said = shortened(text);
  if (!okField) return { is: 'sent', said };
  const found = fieldOf(text, okField);
  if (found === undefined) return { is: 'refused', why: 'unclear', said };
  return String(found) === (okValue ?? '') ? { is: 'sent', said } : { is: 'refused', why: 'refused', said };
}

/** An SMS gateway asked over HTTP, in the JSON that it wants; where a key is set, the body is signed with HMAC-SHA256 in hexadecimal. */
export const smsChannel = ({ settings, secret }: Configured): Channel => ({
  async send(message) {
    const { body: template = '{}', isLocal, okField, okValue, signatureHeader = 'x-signature' } = settings;
    try {
      const body = fillBody(template, { phone: message.to ?? '', text: message.body.replaceAll('\n', ' '), title: message.title, id: message.id });
      const signature = secret.key ? { [signatureHeader]: createHmac('sha256', secret.key).update(body).digest('hex') } : {};
      const answer = await post({ url: new URL(secret.url!), body, isLocal, headers: { ...idHeaders(message), ...signature } });
      return verdictOfStatus(answer) ?? verdictOfAnswer(answer.text, okField, okValue);
    } catch (error) {
      return verdictOfError(error);
    }
  },
});
