import type { FastifyError, FastifyReply } from 'fastify';
import type { Socket } from 'node:net';
import type { ZodError } from 'zod';
import type { Language } from '../../kernel/messages.ts';
import { newId } from './ids.ts';
import { BadForm, BadInput, FormTooLarge, MustChangePassword, NotFound, NotPermitted, NotSignedIn, TooManyTries, type Issue } from './errors.ts';
import type { Say } from './say.ts';

/** The only place that knows of status codes. */
export type Problem = { status: number; body: { code: string; message: string; [detail: string]: unknown }; log: boolean };

// … and an id of a record that is not there
const NO_SUCH_VALUE = new Set(['22P02', '22P05', '22003', '22007', '22008', '22009', '22021', '23503']);

// Two that waited for each other, a statement that took too long, a database that restarts: sent again, it goes well.
const TRY_AGAIN = new Set(['40001', '40P01', '55P03', '57014', '53300', '57P01', '57P02', '57P03', '57P05', '25P03', '08000', '08003', '08006', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);
const LOST_CONNECTION = /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/;

/** A refusal or a fault on its way out: one shape, as JSON, and nobody on the way keeps it. */
export const sendProblem = (reply: FastifyReply, status: number, body: Problem['body']): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);

/** What is no HTTP at all never reaches a route, nor a language: the socket is told in our shape, in both, and closed. */
export function refuseOnSocket(error: NodeJS.ErrnoException, socket: Socket, say: Say): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, name, key] = error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large', 'headersTooLarge'] as const
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? [408, 'Request Timeout', 'tooSlow'] as const : [400, 'Bad Request', 'badAddress'] as const;
  const body = JSON.stringify({ code: key, message: `${say('zh', `door.${key}`)} / ${say('en', `door.${key}`)}` });
  socket.end(`HTTP/1.1 ${status} ${name}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

type ZodIssue = ZodError['issues'][number];

function issueOf(issue: ZodIssue, language: Language, say: Say): Issue {
  const path = issue.path.join('.');
  const words = (key: string, details?: Record<string, unknown>) => ({ path, code: key, message: say(language, `door.issue.${key}`, details) });
  switch (issue.code) {
    case 'invalid_type': return issue.message.endsWith('received undefined') ? words('required') : words('wrongType');
    case 'too_small': return words('tooShort', { minimum: String(issue.minimum) });
    case 'too_big': return words('tooLong', { maximum: String(issue.maximum) });
    case 'invalid_value': return words('notAChoice');
    case 'invalid_format': return words('wrongForm');
    case 'unrecognized_keys': return { ...words('unknownField'), path: [path, ...issue.keys].filter(Boolean).join('.') };
    case 'custom': return { path, code: 'wrong', message: issue.message && issue.message !== 'Invalid input' ? issue.message : say(language, 'door.issue.wrong') };
    case 'invalid_union': case 'invalid_key': case 'invalid_element': case 'not_multiple_of': return words('wrong');
  }
}

/** One issue a field: the first is the one to mend. */
export function issuesOf(error: ZodError, language: Language, say: Say): Issue[] {
  const issues = error.issues.slice(0, 100).map((issue) => issueOf(issue, language, say));
  return issues.filter((issue, i) => issues.findIndex(({ path }) => path === issue.path) === i);
}

/** Turns whatever was thrown into an answer. What nobody foresaw becomes a number and nothing else. */
export function problemOf(error: unknown, language: Language, say: Say): Problem {
  const known = (status: number, code: string, details: Record<string, unknown> = {}): Problem =>
    ({ status, body: { code, message: say(language, `door.${code}`, details), ...details }, log: false });

  if (error instanceof BadInput) return { ...known(400, 'badInput', { count: error.issues.length }), body: { code: 'badInput', message: say(language, 'door.badInput', { count: error.issues.length }), issues: error.issues } };
  if (error instanceof NotSignedIn) return known(401, 'notSignedIn');
  if (error instanceof MustChangePassword) return known(403, 'mustChangePassword');
  const seenAs = ({ seenAs }: NotFound | NotPermitted) => (seenAs.length > 0 ? { seenAs } : {});
  if (error instanceof NotPermitted) return known(403, 'notPermitted', { permission: error.permission, ...seenAs(error) });
  if (error instanceof NotFound) return known(404, 'notFound', seenAs(error));
  if (error instanceof TooManyTries) return known(429, 'lockedOut', { until: error.until.toISOString() });

  if (error instanceof BadForm) return known(400, 'badForm');
  if (error instanceof FormTooLarge) return known(413, 'tooLarge', { limit: '50 MB' });

  const fast = error as Partial<FastifyError> & { code?: string };
  if (fast.statusCode === 413) return known(413, 'tooLarge', { limit: '1 MB' });
  if (fast.statusCode === 415 || fast.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return known(415, 'wrongType', { wanted: 'application/json' });
  if (fast.statusCode === 429) return known(429, 'tooMany', { seconds: 60 });
  if (fast.statusCode === 503) return known(503, 'busy');
  if (fast.code === 'FST_ERR_BAD_URL' || fast.code === 'FST_ERR_MAX_PARAM_LENGTH') return known(400, 'badAddress');
  if (fast.statusCode === 400 || error instanceof SyntaxError) return known(400, 'notJson');
  // text that is no id, no date, no number that fits or has a NUL in it, where a schema let it through
  if (fast.code && NO_SUCH_VALUE.has(fast.code)) return known(404, 'notFound');
  if ((fast.code && TRY_AGAIN.has(fast.code)) || LOST_CONNECTION.test(fast.message ?? '')) return { ...known(503, 'busy'), log: true };
  const id = newId();
  return { status: 500, body: { code: 'fault', id, message: say(language, 'door.fault', { id }) }, log: true };
}
