/** What the server says to a code. */
export type Asked = { what: string; who: string; when: string; status: string; mayCorrect: boolean; rating: number | null; personToCall: { name: string; phone: string } | null; community: { name: string; phone: string | null; phoneOf: string }; language: string };
/** The first answer, or a later change of it; each is sent once under its id, in the order in which they were pressed. */
export type Answer = { requestId: string; isChange: boolean; helped?: boolean; rating?: number | null; words?: string };
export type Reply<T> = { kind: 'ok'; value: T } | { kind: 'gone' } | { kind: 'answered' } | { kind: 'offline' } | { kind: 'broken' };

async function ask<T>(code: string, tongue: string, answer?: Answer): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': tongue };
  if (answer) {
    headers['Content-Type'] = 'application/json';
    headers['x-sanshe'] = '1';
  }
  let response: Response;
  try {
    const { isChange, ...body } = answer || { isChange: false };
    response = await fetch(`/api/confirm/${encodeURIComponent(code)}${isChange ? '/correct' : ''}`, { method: answer ? 'POST' : 'GET', headers, credentials: 'same-origin', ...(answer ? { body: JSON.stringify(body) } : {}) });
  } catch {
    return { kind: 'offline' };
  }
  if (response.ok) return response.json().then((value: T) => ({ kind: 'ok' as const, value }), () => ({ kind: 'broken' as const }));
  if (response.status === 404 || response.status === 410) return { kind: 'gone' };
  if (response.status === 409) return { kind: 'answered' };
  return response.status >= 502 ? { kind: 'offline' } : { kind: 'broken' };
}

/** A place and the telephone that it gives its residents. */
export type Phone = { name: string; phone: string };
/** Whom one can call when no slip tells it; none where that cannot be learnt. */
export const loadPhones = (): Promise<Phone[]> =>
  fetch('/api/confirm-phones', { credentials: 'same-origin' }).then((response) => (response.ok ? response.json().then(({ items }: { items: Phone[] }) => items) : []), () => []);

export const load = (code: string, tongue: string): Promise<Reply<Asked>> => ask<Asked>(code, tongue);
export const sendAnswer = (code: string, tongue: string, answer: Answer): Promise<Reply<unknown>> => ask<unknown>(code, tongue, answer);

/** Old phones have no crypto.randomUUID. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let id = '';
  bytes.forEach((byte, i) => {
    id += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + (byte < 16 ? '0' : '') + byte.toString(16);
  });
  return id;
}

const placeOf = (code: string) => `sanshe.answer.${code}`;

/** What was pressed and is not known to have arrived waits here, so that closing the page does not lose it. */
export function keepUnsent(code: string, answers: Answer[]): void {
  try {
    if (answers.length > 0) localStorage.setItem(placeOf(code), JSON.stringify(answers));
    else localStorage.removeItem(placeOf(code));
  } catch {
    // no storage: it waits as long as the page is open
  }
}

export function findUnsent(code: string): Answer[] {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(code)) || '[]') as Answer[];
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
