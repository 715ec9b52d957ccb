import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { mayReach } from '../core/channel.ts';
import type { Verdict } from '../core/outbox.ts';

/** How long an answer is waited for, from the first packet to the last. */
export const TIME_LIMIT_MS = 10_000;
const MOST_BYTES = 16 * 1024;

class Forbidden extends Error {}

/** Looks a name up and refuses what it must not mean: a name that was harmless when it was typed may mean another machine today. */
const lookupWithin = (isLocal: boolean): LookupFunction => (name, options, done) => lookup(name, options, (error, found, family) => {
  const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
  if (!error && addresses.some((address) => !mayReach(address, isLocal))) return done(new Forbidden(name), '', 4);
  return done(error, found as string, family);
});

export type Posted = { status: number; text: string };
export type Post = { url: URL; body: string; headers?: Record<string, string>; isLocal: boolean; timeLimitMs?: number };

/** Posts JSON to an address that an operator typed. No redirect is followed, the wait has an end, and of the answer a part is read. What cannot be reached is thrown. */
export function post({ url, body, headers = {}, isLocal, timeLimitMs = TIME_LIMIT_MS }: Post): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeLimitMs);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      method: 'POST', signal, lookup: lookupWithin(isLocal), agent: false,
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), ...headers },
    }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const end = () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).subarray(0, MOST_BYTES).toString('utf8') });
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size >= MOST_BYTES) { end(); request.destroy(); }
      });
      response.on('end', end);
      response.on('error', reject);
    });
    request.on('error', (error) => reject(signal.aborted ? Object.assign(new Error('time limit'), { code: 'TIME_LIMIT' }) : error));
    request.end(body);
  });
}

/** Some words of the other side, short enough for a line and without anything that moves it. */
export const shortened = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, 200);

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|EPROTO/;

/** What a failed connection means for the message. */
export function verdictOfError(error: unknown): Verdict {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const said = shortened([code, message].filter((part, i) => part && (i === 0 || !message.includes(code))).join(' '));
  if (error instanceof Forbidden) return { is: 'refused', why: 'forbiddenAddress', said: '' };
  if (code === 'TIME_LIMIT') return { is: 'tryLater', why: 'timeLimit', said: '' };
  if (CERTIFICATE.test(code)) return { is: 'tryLater', why: 'notCertified', said };
  return { is: 'tryLater', why: 'noConnection', said };
}

/** What an HTTP status alone says; null: it went well, and the answer's own words count. */
export function verdictOfStatus({ status, text }: Posted): Verdict | null {
  const said = shortened(`HTTP ${status} ${text}`);
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return { is: 'refused', why: 'redirected', said };
  return status === 408 || status === 425 || status === 429 || status >= 500 ? { is: 'tryLater', why: 'busy', said } : { is: 'refused', why: 'refused', said };
}
