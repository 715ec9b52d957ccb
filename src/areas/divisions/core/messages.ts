import { defineMessages } from '../../../kernel/messages.ts';

/** What the server says about places. */
export const messages = defineMessages({
  zh: { 'divisions.refusal.notAPhone': '“{{typed}}”不像能打通的电话：座机要带区号（如 0477-8591234），也可以是手机、400 号码或 12345 这样的热线。' },
  en: { 'divisions.refusal.notAPhone': '“{{typed}}” does not look like a telephone one can reach: a landline with its area code (0477-8591234), a mobile, a 400 number, or a short one such as 12345.' },
});
