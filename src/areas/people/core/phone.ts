import { tidy } from './text.ts';

export type PhoneFault = 'phoneLength' | 'phoneCharacters' | 'phoneCut';
export type PhoneRead = { phone: string; kind: 'mobile' | 'landline' } | { fault: PhoneFault };

const MOBILE = /^1[3-9]\d{9}$/;
/** With area code, or the seven or eight digits that neighbours dial; an extension may follow. */
const LANDLINE = /^(0\d{2,3})?([2-9]\d{6,7})$/;

/** One number as somebody typed it, as digits only (mobile) or 0477-8591234 (landline), RULES §2.4. */
export function readPhone(typed: string): PhoneRead {
  const part = tidy(typed).normalize('NFKC');
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(part)) return { fault: 'phoneCut' };
  const bare = part
    .replace(/\([^)\d]*\)/g, '').replace(/^[^\d+(]*/, '').replace(/[^\d]*$/, '')
    .replace(/^(?:\+|00)?86(?=[\s-]*1)/, '').replace(/[\s()'‘’`.–—\-_*]/g, '');
  if (!/^\d+$/.test(bare)) return { fault: 'phoneCharacters' };
  if (MOBILE.test(bare)) return { phone: bare, kind: 'mobile' };
  const extension = /^(.*?\d)(?:转|ext\.?|-)(\d{1,6})$/i.exec(part.replace(/\s/g, ''));
  const landline = LANDLINE.exec(extension && !LANDLINE.test(bare) ? extension[1]!.replace(/\D/g, '') : bare);
  if (landline && !(bare.length === 10 && bare.startsWith('1'))) return { phone: landline[1] ? `${landline[1]}-${landline[2]}` : landline[2]!, kind: 'landline' };
  return { fault: 'phoneLength' };
}

export const isMobile = (phone: string): boolean => MOBILE.test(phone);

/** The last four digits, by which neighbours look a number up. */
export const tailOf = (phone: string): string => phone.replace(/\D/g, '').slice(-4);
