import { newRequestId } from '../../../../platform/web/confirm/answers.ts';
import type { KeepAnswer } from '../../core/owner-contract.ts';

export type Trouble = { why: 'gone' | 'offline' | 'broken' | 'tooOften' } | { why: 'said'; message: string; /** What was typed can be mended and sent again. */ isToMend: boolean };
export type Reply<T> = { ok: true; value: T } | ({ ok: false } & Trouble);

async function ask<T>(address: string, tongue: string, body?: object): Promise<Reply<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': tongue }, isForm = body instanceof FormData;
  if (body) headers['x-sanshe'] = '1';
  if (body && !isForm) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(address, { method: body ? 'POST' : 'GET', headers, credentials: 'same-origin', ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}) });
  } catch {
    return { ok: false, why: 'offline' };
  }
  const answer = await response.json().catch(() => null) as { code?: string; message?: string; issues?: { message: string }[] } | null;
  if (response.ok && answer) return { ok: true, value: answer as T };
  if (response.status === 404) return { ok: false, why: 'gone' };
  if (response.status === 429) return { ok: false, why: 'tooOften' };
  const message = answer && answer.issues && answer.issues[0] ? answer.issues[0].message : answer && answer.message;
  if ((response.status === 409 || response.status === 400) && message) return { ok: false, why: 'said', message, isToMend: response.status === 400 || (answer !== null && answer.issues !== undefined) };
  return { ok: false, why: response.status >= 502 ? 'offline' : 'broken' };
}

const addressOf = (code: string): string => `/api/keep/${encodeURIComponent(code)}`;
export const workbookOf = (code: string): string => `${addressOf(code)}/workbook`;

/** The workbook and what was said of it, as a form; the fields first, for the server reads it as it comes. */
export function sendWorkbook<T>(code: string, tongue: string, verb: string, fields: Record<string, string>, file: File): Promise<Reply<T>> {
  const form = new FormData(), all: Record<string, string> = { requestId: newRequestId(), ...fields };
  for (const name of Object.keys(all)) form.append(name, all[name]!);
  form.append('files', file, file.name);
  return ask<T>(`${workbookOf(code)}/${verb}`, tongue, form);
}

export const load = (code: string, tongue: string): Promise<Reply<KeepAnswer>> => ask(addressOf(code), tongue);

/** The same thing pressed again after a broken line goes under the same id, so that it is done once. */
export function makeSender(code: string): (tongue: string, verb: string, body: object) => Promise<Reply<{ done: number }>> {
  let last = { text: '', requestId: '' };
  return async (tongue, verb, body) => {
    const text = verb + JSON.stringify(body);
    if (last.text !== text) last = { text, requestId: newRequestId() };
    const reply = await ask<{ done: number }>(`${addressOf(code)}/${verb}`, tongue, { requestId: last.requestId, ...body });
    if (reply.ok || reply.why === 'said') last = { text: '', requestId: '' };
    return reply;
  };
}
