import type { Refusal } from '../../../kernel/result.ts';

/** What a constraint of these tables says, in the words of a rule. */
export const constraints: Record<string, Refusal> = { response_superseded_once: { code: 'correctedAlready' }, questionnaire_bindings_pkey: { code: 'bindingsChanged' } };
