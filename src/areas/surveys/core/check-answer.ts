import { isDayInReach } from '../../../kernel/local-date.ts';
import type { QuestionType } from './questionnaire.ts';

/** 5,000 characters: two printed pages by hand. */
export const LONGEST_ANSWER = 5000;

/** The name that the page gave a picture; the picture goes beside the answers. */
export const PICTURE_NAME = /^[0-9a-z-]{8,60}\.jpg$/;
const POINT = /^(-?\d{1,3}(?:\.\d+)?)[ ,，]+(-?\d{1,3}(?:\.\d+)?)((?: +-?\d+(?:\.\d+)?){0,2})$/;
// Chinese keyboards type figures in full width, too
const plain = (text: string): string => text.normalize('NFKC').trim();

function readPoint(text: string): string | null {
  const found = POINT.exec(text);
  if (!found || Math.abs(Number(found[1])) > 90 || Math.abs(Number(found[2])) > 180) return null;
  return `${found[1]} ${found[2]}${found[3]}`;
}

/** An answer as it is kept (`072` is 72, a day is 2026-01-05), or null for what the question cannot take. Which choices there are is asked elsewhere. */
export function readAnswer(type: QuestionType | string, typed: string): string | null {
  const text = plain(typed);
  if (text === '') return '';
  switch (type) {
    // 15 figures are counted exactly
    case 'integer': return /^[+-]?\d{1,15}$/.test(text) ? String(Number(text) || 0) : null;
    case 'decimal': return /^[+-]?(?:\d{1,15}(?:\.\d{0,12})?|\.\d{1,12})$/.test(text) ? writeDecimal(Number(text) || 0) : null;
    case 'date': return isDayInReach(text) ? text : null;
    case 'geopoint': return readPoint(text);
    case 'select_multiple': return [...new Set(text.split(/\s+/))].join(' ');
    case 'image': return PICTURE_NAME.test(text) ? text : null;
    case 'select_one': return text;
    default: return typed.length > LONGEST_ANSWER ? null : typed.trim();
  }
}

const writeDecimal = (value: number): string => (String(value).includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : String(value));
