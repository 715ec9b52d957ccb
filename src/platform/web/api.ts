import { language, say } from './say.ts';

/** One thing wrong in what was sent; `path` leads to the field: `['dueOn']`. */
export type Issue = { path: (string | number)[]; code: string; message: string };
export type Input = Record<string, unknown>;

/** Every way in which the server, or the way to it, says no. `message` is already in the reader's language. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: Issue[];
  /** What else the refusal tells: `{ on: '2021-07-01' }`. */
  readonly detail: Record<string, unknown>;

  constructor(status: number, code: string, message: string, issues: Issue[] = [], detail: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = code;
    this.issues = issues;
    this.detail = detail;
  }

  /** True if nobody knows whether the server did it: the same request may be sent again. */
  get isUncertain(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

let onNotSignedIn: () => void = () => {};
/** The shell says here what happens when a session has ended. */
export const whenNotSignedIn = (act: () => void): void => {
  onNotSignedIn = act;
};

/** A version 4 UUID. `crypto.randomUUID` is missing where an office serves plain http inside its own network. */
export function newRequestId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Puts `needId` in the place of `:needId`; the rest of the input becomes the query. Empty values are left out, lists are joined by commas. */
export function addressOf(path: string, input: Input = {}): string {
  const rest = new Map(Object.entries(input));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of rest) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') query.set(name, String(text));
  }
  const tail = query.toString();
  return tail ? `${filled}?${tail}` : filled;
}

async function call<T>(address: string, init: RequestInit, quietly: boolean): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, {
      ...init, credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Accept-Language': language(), ...(init.headers as Record<string, string>) },
    });
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new ApiRefusal(0, 'offline', say('platform.refusal.offline'));
  }
  const text = await response.text();
  const answer = readJson(text);
  if (response.ok && answer !== undefined) return answer as T;
  if (response.status === 401 && !quietly) onNotSignedIn();
  throw refusalOf(response.status, answer);
}

function readJson(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's page, not our server's answer
  }
}

const CODE_OF: Record<number, string> = { 400: 'badInput', 401: 'notSignedIn', 403: 'notPermitted', 404: 'notFound', 413: 'tooLarge', 429: 'tooMany', 502: 'offline', 503: 'offline', 504: 'offline' };

/** The server writes the way to the field with dots: `capacity.unit`. */
type ToldIssue = Omit<Issue, 'path'> & { path: string };

/** What the server, or whatever stands before it, says instead of an answer. */
export function refusalOf(status: number, answer: unknown): ApiRefusal {
  const { code: told, message, issues, ...detail } = (answer ?? {}) as Input;
  const code = typeof told === 'string' ? told : (CODE_OF[status] ?? 'fault');
  const known = CODE_OF[status] ?? 'fault';
  const words = typeof message === 'string' && message ? message : say(`platform.refusal.${known}`, { id: String(detail.id ?? '') });
  return new ApiRefusal(status, code, words, Array.isArray(issues) ? (issues as ToldIssue[]).map(({ path, ...issue }) => ({ ...issue, path: path.split('.') })) : [], detail);
}

/** `quietly`: a 401 is an answer, not the end of a session (the session itself is asked for so). */
export type CallOptions = { signal?: AbortSignal; quietly?: boolean };

/** Asks: GET with the input in the address. Throws `ApiRefusal`. */
export const get = <T>(path: string, input?: Input, options: CallOptions = {}): Promise<T> =>
  call<T>(addressOf(path, input), { method: 'GET', signal: options.signal ?? null }, options.quietly ?? false);

const PAUSES_MS = [400, 1200]; // three tries in all, before a person is asked

/**
 * Commands: POST with a `requestId`, which stays the same for every try, so that the server does it once.
 * Tries again by itself only where nobody knows whether it was done.
 */
export async function send<T>(path: string, input: Input = {}, options: CallOptions & { requestId?: string } = {}): Promise<T> {
  const requestId = options.requestId ?? newRequestId();
  const init: RequestInit = {
    method: 'POST', body: JSON.stringify({ requestId, ...input }), signal: options.signal ?? null,
    headers: { 'Content-Type': 'application/json', 'x-sanshe': '1' },
  };
  for (let tries = 0; ; tries++) {
    try {
      return await call<T>(addressOf(path), init, options.quietly ?? false);
    } catch (fault) {
      const pause = PAUSES_MS[tries];
      if (!(fault instanceof ApiRefusal && fault.isUncertain) || pause === undefined) throw fault;
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}
