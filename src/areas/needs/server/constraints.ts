import type { Refusal } from '../../../kernel/result.ts';

/** What a constraint of these tables says, in the words of a rule. */
export const constraints: Record<string, Refusal> = { need_open_once_per_item: { code: 'needOpenAlready' } };
