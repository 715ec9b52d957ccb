import { ok, refuse, type Result } from '../../../kernel/result.ts';

/** A mobile, a landline with its area code, a 400 number, or one of the short ones that a city runs (12345). */
const KINDS: [RegExp, (digits: string) => string][] = [
  [/^1[3-9]\d{9}$/, (digits) => digits],
  [/^1\d{4}$/, (digits) => digits],
  [/^400\d{7}$/, (digits) => `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`],
  [/^0(10|2\d)\d{8}$/, (digits) => `${digits.slice(0, 3)}-${digits.slice(3)}`],
  [/^0[3-9]\d{2}\d{7,8}$/, (digits) => `${digits.slice(0, 4)}-${digits.slice(4)}`],
];

/** A service telephone as it is printed. Without the area code it would not be reached from a mobile, so that is asked for; nothing written means none. */
export function servicePhone(typed: string): Result<string | null, { code: 'notAPhone'; typed: string }> {
  const digits = typed.normalize('NFKC').replace(/[\s()\-–—.]/g, '');
  if (digits === '') return ok(null);
  const kind = KINDS.find(([pattern]) => pattern.test(digits));
  return kind ? ok(kind[1](digits)) : refuse({ code: 'notAPhone', typed: typed.slice(0, 40) });
}
