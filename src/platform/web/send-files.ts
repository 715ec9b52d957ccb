import { ApiRefusal, newRequestId, refusalOf } from './api.ts';
import { language, say } from './say.ts';

/** Sends files as a form. Under one requestId, so that a second try after a broken line does nothing twice. */
export async function sendFiles<T>(path: string, fields: Record<string, string>, files: File[], requestId = newRequestId()): Promise<T> {
  const form = new FormData();
  // fields first: the server reads the form as it comes
  for (const [name, value] of Object.entries({ requestId, ...fields })) if (value !== '') form.append(name, value);
  for (const file of files) form.append('files', file, file.name);
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', body: form, credentials: 'same-origin', headers: { 'x-sanshe': '1', 'Accept-Language': language() } });
  } catch {
    throw new ApiRefusal(0, 'offline', say('platform.refusal.offline'));
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer as T;
  throw refusalOf(response.status, answer);
}
