/** What a rule answers: a value, or a refusal that a person can act on. A rule never throws to say no. */
export type Result<T, R extends Refusal = Refusal> = { ok: true; value: T } | { ok: false; refusal: R };

/** `code` picks the sentence (`<area>.refusal.<code>` in the area's messages); the other fields fill its places. */
export type Refusal = { code: string; [detail: string]: unknown };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <R extends Refusal>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
