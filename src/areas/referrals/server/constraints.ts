import type { Refusal } from '../../../kernel/result.ts';

export const constraints: Record<string, Refusal> = {
  referral_open_once: { code: 'offeredAlready' },
  // two at once: neither has seen the other's
  referral_clock_version_once: { code: 'clockChangedMeanwhile', by: '—' },
};
