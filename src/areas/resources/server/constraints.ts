import type { Refusal } from '../../../kernel/result.ts';

/** Two who say at once that one takes the other along, and the other a third. */
export const constraints: Record<string, Refusal> = { resource_takes_what_takes_nothing: { code: 'takesInChain' } };
