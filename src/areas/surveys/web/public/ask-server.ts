import type { Language } from '../../../../kernel/messages.ts';
import { newRequestId } from '../../../../platform/web/confirm/answers.ts';
import type { Answers } from '../../core/form-run.ts';
import type { AskedByLink } from '../../core/response-contract.ts';

export type Problem = 'gone' | 'offline' | 'broken' | 'tooOften' | 'nothing' | 'wrong';
export type Reply<T> = { ok: true; value: T } | { ok: false; why: Problem };

async function ask<T>(code: string, language: Language, body?: object): Promise<Reply<T>> {
  const headers: Record<string, string> = { 'Accept': 'application/json', 'Accept-Language': language };
  if (body) { headers['Content-Type'] = 'application/json'; headers['x-sanshe'] = '1'; }
  let response: Response;
  try {
    response = await fetch(`/api/q/${encodeURIComponent(code)}`, { method: body ? 'POST' : 'GET', headers, credentials: 'same-origin', ...(body ? { body: JSON.stringify(body) } : {}) });
  } catch {
    return { ok: false, why: 'offline' };
  }
  const answer = await response.json().catch(() => null) as { code?: string } | null;
  if (response.ok && answer) return { ok: true, value: answer as T };
  if (response.status === 404) return { ok: false, why: 'gone' };
  if (response.status === 429) return { ok: false, why: 'tooOften' };
  if (response.status === 409) return { ok: false, why: answer?.code === 'nothingAnswered' ? 'nothing' : 'wrong' };
  return { ok: false, why: response.status >= 502 ? 'offline' : 'broken' };
}

/** What is asked, in both languages. */
export const load = (code: string): Promise<Reply<AskedByLink>> => ask(code, 'zh');

/** Sends answers; the same answers pressed again after a broken line go under the same id, so that they arrive once. */
export function makeSender(code: string): (language: Language, version: number, answers: Answers) => Promise<Reply<unknown>> {
  let last = { text: '', requestId: '' };
  return async (language, version, answers) => {
    const text = JSON.stringify([version, answers]);
    if (last.text !== text) last = { text, requestId: newRequestId() };
    const reply = await ask(code, language, { requestId: last.requestId, version, answers });
    // a refusal is kept under its id: what is mended is another
    if (!reply.ok && (reply.why === 'wrong' || reply.why === 'nothing')) last = { text: '', requestId: '' };
    return reply;
  };
}
