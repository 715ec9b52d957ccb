import type { Refusal } from '../../../kernel/result.ts';

/** What a constraint of these tables says, in the words of a rule. */
export const constraints: Record<string, Refusal> = { person_once_per_resident_id: { code: 'knownElsewhere' } };
