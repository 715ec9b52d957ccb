import type { Language } from '../../../../kernel/messages.ts';
import { newRequestId } from '../../../../platform/web/confirm/answers.ts';
import type { Answers } from '../../core/form-run.ts';
import type { AskedByLink } from '../../core/response-contract.ts';

export type Problem = 'gone' | 'offline' | 'broken' | 'tooOften' | 'nothing' | 'wrong' | 'picture';
export type Reply<T> = { ok: true; value: T } | { ok: false; why: Problem; /** In the server's words, and the question it is about. */ message?: string; key?: string | undefined };

async function ask<T>(code: string, language: Language, body?: object): Promise<Reply<T>> {
  const headers: Record<string, string> = { 'Accept': 'application/json', 'Accept-Language': language };
  if (body) { headers['Content-Type'] = 'application/json'; headers['x-sanshe'] = '1'; }
  let response: Response;
  try {
    response = await fetch(`/api/q/${encodeURIComponent(code)}`, { method: body ? 'POST' : 'GET', headers, credentials: 'same-origin', ...(body ? { body: JSON.stringify(body) } : {}) });
  } catch {
    return { ok: false, why: 'offline' };
  }
  const answer = await response.json().catch(() => null) as { code?: string; message?: string; issues?: { path: string }[] } | null;
  if (response.ok && answer) return { ok: true, value: answer as T };
  if (response.status === 404) return { ok: false, why: 'gone' };
  if (response.status === 429) return { ok: false, why: 'tooOften' };
  if (response.status === 409 && /picture/i.test(answer?.code ?? '')) return { ok: false, why: 'picture', message: answer?.message ?? '', key: answer?.issues?.[0]?.path.replace(/^answers\./, '') };
  if (response.status === 409) return { ok: false, why: answer?.code === 'nothingAnswered' ? 'nothing' : 'wrong' };
  return { ok: false, why: response.status >= 502 ? 'offline' : 'broken' };
}

/** What is asked, in both languages. */
export const load = (code: string): Promise<Reply<AskedByLink>> => ask(code, 'zh');

/** Sends answers; the same answers pressed again after a broken line go under the same id, so that they arrive once. */
export function makeSender(code: string): (language: Language, version: number, answers: Answers, pictures: Record<string, string>) => Promise<Reply<unknown>> {
  let last = { text: '', requestId: '' };
  return async (language, version, answers, pictures) => {
    const text = JSON.stringify([version, answers]);
    if (last.text !== text) last = { text, requestId: newRequestId() };
    const reply = await ask(code, language, { requestId: last.requestId, version, answers, ...(Object.keys(pictures).length > 0 ? { pictures } : {}) });
    // a refusal is kept under its id: what is mended is another
    if (!reply.ok && (reply.why === 'wrong' || reply.why === 'nothing' || reply.why === 'picture')) last = { text: '', requestId: '' };
    return reply;
  };
}
