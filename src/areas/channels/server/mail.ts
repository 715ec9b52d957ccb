import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { mayReach } from '../core/channel.ts';
import type { Verdict } from '../core/outbox.ts';
import { idHeaders, type Channel, type Configured, type Outgoing } from './channel.ts';
import { shortened, TIME_LIMIT_MS, verdictOfError } from './post.ts';

function verdictOf(error: unknown): Verdict {
  const { code, responseCode, response = '' } = error as { code?: string; responseCode?: number; response?: string };
  const said = shortened(response || String((error as Error).message ?? ''));
  if (code === 'EAUTH') return { is: 'refused', why: 'loginRefused', said };
  if (code === 'ETIMEDOUT') return { is: 'tryLater', why: 'timeLimit', said };
  // an answer of 500 and more is final, one of 400 and more is for now (RFC 5321, 4.2.1)
  if (responseCode && responseCode >= 500) return { is: 'refused', why: code === 'EENVELOPE' ? 'addressRefused' : 'refused', said };
  if (responseCode && responseCode >= 400) return { is: 'tryLater', why: 'busy', said };
  return verdictOfError(error);
}

/** A mail server by SMTP. The Message-ID is the message's own: sent twice, it is known for the same. */
export const mailChannel = ({ settings, secret }: Configured): Channel => ({
  async send(message: Outgoing) {
    const { host = '', port = 465, security = 'tls', from = '', username, isLocal } = settings;
    try {
      // looked up here and connected to by number, so that the name cannot mean another machine a moment later
      const address = isIP(host) ? host : (await lookup(host)).address;
      if (!mayReach(address, isLocal)) return { is: 'refused', why: 'forbiddenAddress', said: '' };
      const transport = createTransport({
        host: address, port, secure: security === 'tls', requireTLS: security === 'startTls', ignoreTLS: security === 'none',
        tls: { servername: isIP(host) ? undefined : host, minVersion: 'TLSv1.2' },
        connectionTimeout: TIME_LIMIT_MS, greetingTimeout: TIME_LIMIT_MS, socketTimeout: TIME_LIMIT_MS, disableFileAccess: true, disableUrlAccess: true,
        ...(username ? { auth: { user: username, pass: secret.password ?? '' } } : {}),
      });
      try {
        const { response } = await transport.sendMail({
          from, to: message.to ?? '', subject: message.title, text: message.body, messageId: `<${message.id}@${from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')}>`,
          headers: { ...idHeaders(message), 'auto-submitted': 'auto-generated' },
        });
        return { is: 'sent', said: shortened(String(response)) };
      } finally {
        transport.close();
      }
    } catch (error) {
      return verdictOf(error);
    }
  },
});
