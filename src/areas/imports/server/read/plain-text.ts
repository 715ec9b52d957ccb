import { LIMITS } from './limits.ts';

const UNKEEPABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

// most cells have none of these, and there are a million of them
const MAY_HOLD_ONE = /[\u0000\uD800-\uDFFF]/;

/** The text of a cell, within its bound, without null characters and halves of characters, which no database keeps. */
export function plainText(typed: string): string {
  const text = typed.length > LIMITS.cellText ? typed.slice(0, LIMITS.cellText) : typed;
  return MAY_HOLD_ONE.test(text) ? text.replace(UNKEEPABLE, '') : text;
}
