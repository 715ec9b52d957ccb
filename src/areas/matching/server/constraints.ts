import type { Refusal } from '../../../kernel/result.ts';

/** Two reviewers at once: the second one's rule for the same pair is refused as decided. */
export const constraints: Record<string, Refusal> = { match_rule_once: { code: 'proposalDecided', status: 'vetoed' } };
