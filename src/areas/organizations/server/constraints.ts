import type { Refusal } from '../../../kernel/result.ts';

/** Which refusal a violated constraint stands for, where two people were faster than one look. */
export const constraints: Record<string, Refusal> = {
  organization_once_per_uscc: { code: 'organizationKnown' },
  organization_once_per_filing: { code: 'organizationKnown' },
  organization_filed_has_no_uscc: { code: 'filedHasNoUscc' },
};
