import { keyOf } from '../../people/core/text.ts';

/** When a service can be had. Days are ISO, Monday 1. A part of the day is kept as said: whose morning it is, nobody wrote down. */
export type Slot = { days: number[]; part?: 'morning' | 'noon' | 'afternoon' | 'evening' | 'daytime'; from?: string; to?: string };

const ALL = [1, 2, 3, 4, 5, 6, 7];
const DAY: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7 };
const PARTS: [RegExp, Slot['part']][] = [[/上午|早上|早晨|午前/, 'morning'], [/中午/, 'noon'], [/下午|午后/, 'afternoon'], [/晚上|晚间|夜间|傍晚/, 'evening'], [/白天/, 'daytime']];
const TIME = /(\d{1,2})(?::|点|时)(\d{2})?(?:分)?(?:半)?\s*(?:-|—|–|~|～|至|到)+\s*(\d{1,2})(?::|点|时)(\d{2})?(?:分)?(半)?/;

/** 工作日上午, 周六日 9:00-17:00, 周二、周四 19:00-21:00, 每周三下午, 全天, 周一至周五 14：30—17：30; null: not understood. */
export function readTimes(typed: string): Slot[] | null {
  const text = keyOf(typed).replace(/[()]/g, '');
  if (/^(?:全天|随时|任何时间|任意时间|不限|均可|全年|全天候|长期|每天|每日|天天|7x24小时|24小时|时间不限|随时可以|都可以|一周七天|每天全天|全周)$/.test(text)) return [{ days: ALL }];
  const slots: Slot[] = [];
  for (const piece of text.split(/[;。]|(?<=\d{2}|午|晚|上),(?=周|星期|每|工作|双休)|(?<=\d{2}|午),/)) {
    if (piece === '') continue;
    const slot = readSlot(piece, slots.at(-1));
    if (!slot) return null;
    slots.push(slot);
  }
  return slots.length ? slots : null;
}

function readSlot(piece: string, before: Slot | undefined): Slot | null {
  let rest = piece;
  const slot: Slot = { days: [] };
  const time = TIME.exec(rest);
  if (time) {
    const from = clock(time[1]!, time[2]);
    const to = clock(time[3]!, time[4] ?? (time[5] ? '30' : undefined));
    if (!from || !to || from >= to) return null;
    slot.from = from;
    slot.to = to;
    rest = rest.replace(time[0], '');
  }
  for (const [word, part] of PARTS) if (word.test(rest)) { if (!time) slot.part = part; rest = rest.replace(word, ''); }
  rest = rest.replace(/全天|整天|期间|时间|可服务|均可|都可|:/g, '');
  slot.days = rest === '' && before ? before.days : readDays(rest) ?? [];
  if (rest === '' && !before) slot.days = ALL;
  return slot.days.length ? slot : null;
}

function readDays(typed: string): number[] | null {
  const text = typed.replace(/^每个?/, '').replace(/星期|礼拜/g, '周');
  if (/^(?:工作日|周内|平日|平时|周中|法定工作日)$/.test(text)) return [1, 2, 3, 4, 5];
  if (/^(?:周末|双休日?|休息日|节假日|周末及节假日|周六日|周六周日|周末节假日|周末双休)$/.test(text)) return [6, 7];
  if (/^(?:每?天|每?日|天天|周)$/.test(text)) return ALL;
  const span = /^周([一二三四五六日天1-7])(?:至|到|-|—|–|~|～)周?([一二三四五六日天1-7])$/.exec(text);
  if (span) {
    const [from, to] = [DAY[span[1]!]!, DAY[span[2]!]!];
    return from <= to ? ALL.slice(from - 1, to) : null;
  }
  if (!/^周[一二三四五六日天周1-7、,\/和及]+$/.test(text)) return null;
  const days = [...new Set([...text].map((c) => DAY[c]).filter((day): day is number => day !== undefined))].sort();
  return days.length ? days : null;
}

function clock(hour: string, minute: string | undefined): string | null {
  return Number(hour) > 24 || Number(minute ?? 0) > 59 ? null : `${hour.padStart(2, '0')}:${minute ?? '00'}`;
}
