import type { Refusal } from '../../../kernel/result.ts';

export const constraints: Record<string, Refusal> = {
  referral_open_once: { code: 'offeredAlready' },
};
