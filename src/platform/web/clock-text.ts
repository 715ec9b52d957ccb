/** １２：３０ as it comes from a Chinese keyboard. */
const halfWidth = (text: string) => text.replace(/[０-９：]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

const LATER = /^(下午|晚上|晚|傍晚)|pm$/;
const PART = /^(上午|早上|早|中午|下午|傍晚|晚上|晚)|(am|pm)$/g;

/** A time of day as people write it: 9, 930, 9:30, 9点半, 下午3点, 3pm. Null where it is none. */
export function readClock(written: string): string | null {
  const text = halfWidth(written).toLowerCase().replace(/\s/g, '');
  const rest = text.replace(PART, '').replace(/[点时]半$/, ':30').replace(/[点时]一刻$/, ':15').replace(/[点时]三刻$/, ':45').replace(/[点时](\d)/, ':$1').replace(/[点时]整?$/, '').replace(/分$/, '');
  const read = /^(\d{1,2})(?:[:.](\d{2})?)?$/.exec(rest) ?? /^(\d{1,2})(\d{2})$/.exec(rest);
  if (!read) return null;
  const minute = Number(read[2] ?? 0);
  const hour = Number(read[1]) + (LATER.test(text) && Number(read[1]) < 12 ? 12 : 0);
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}
