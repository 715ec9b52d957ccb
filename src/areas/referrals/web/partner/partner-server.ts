import type { DayOfReferral } from '../../core/contract.ts';
import type { PartnerPage } from '../../core/partner-contract.ts';

/** What the server says: an answer, a refusal in its own words and at which field, or why there is none. */
export type Reply<T> = { kind: 'ok'; value: T } | { kind: 'refused'; message: string; field: string | null; isMoved: boolean } | { kind: 'gone' | 'offline' | 'broken' | 'tooOften' };

async function ask<T>(path: string, tongue: string, body?: object): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': tongue };
  if (body) { headers['Content-Type'] = 'application/json'; headers['x-sanshe'] = '1'; }
  let response: Response;
  try {
    response = await fetch(path, { method: body ? 'POST' : 'GET', headers, credentials: 'same-origin', ...(body ? { body: JSON.stringify(body) } : {}) });
  } catch {
    return { kind: 'offline' };
  }
  if (response.ok) return response.json().then((value: T) => ({ kind: 'ok' as const, value }), () => ({ kind: 'broken' as const }));
  if (response.status === 404) return { kind: 'gone' };
  if (response.status === 429) return { kind: 'tooOften' };
  if (response.status === 409 || response.status === 400) {
    const told = await response.json().catch(() => ({})) as { code?: string; message?: string; issues?: { path?: string; message?: string }[] };
    const issue = told.issues && told.issues[0];
    return { kind: 'refused', message: (issue && issue.message) || told.message || '', field: (issue && issue.path) || null, isMoved: told.code === 'referralMoved' || told.code === 'changedMeanwhile' };
  }
  return { kind: response.status >= 502 ? 'offline' : 'broken' };
}

const at = (code: string) => `/api/partner/${encodeURIComponent(code)}`;
export const load = (code: string, tongue: string): Promise<Reply<PartnerPage>> => ask(at(code), tongue);
export const loadDay = (code: string, tongue: string, on: string): Promise<Reply<DayOfReferral>> => ask(`${at(code)}/day?on=${on}`, tongue);
export const act = <T>(code: string, tongue: string, what: string, body: object): Promise<Reply<T>> => ask(`${at(code)}/${what}`, tongue, body);
