import type { Cell } from './sheet.ts';
import type { ResourceKind } from './words.ts';
import { tidy } from '../../people/core/text.ts';
import { hanNumber, isMissing } from './text.ts';

export type QuantityUnit =
  | 'personTimes' | 'hours' | 'places' | 'rooms' | 'squareMetres' | 'fen' | 'sets' | 'posts' | 'volunteers' | 'sessions' | 'households' | 'people' | 'vehicles' | 'beds' | 'days';
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'term';
export type Quantity = { amount: number; unit: QuantityUnit; per: Period | null; isAbout?: true };
/** `quantityUnsaid`: 若干, 视情况, 面议: said on purpose, yet no number. `quantityUnreadable`: a number may be meant, but not surely which. */
export type QuantityRead = Quantity | { missing: true } | { fault: 'quantityUnsaid' | 'quantityUnreadable' | 'quantityWithoutUnit' };

const UNSAID = /^(?:若干|视情况|视情况而定|面议|待定|不限|不定|按需|按需提供|另行商议|协商|可协商|不等|适量|多名|多个|多间|数名|数个|数间|详谈|据实|据情况|根据情况|根据需要|根据实际|按实际|灵活|另议|待商|待协商|视需求|视需要|少量|大量|充足|无限|看情况|视实际情况)/;

const UNITS: [RegExp, QuantityUnit, number][] = [
  [/^(?:人次|人\/次|次\/人|人·次)$/, 'personTimes', 1],
  [/^(?:个?(?:小时|钟头|工时|学时|课时)|h)$/, 'hours', 1],
  [/^(?:分钟)$/, 'hours', 1 / 60],
  [/^(?:个?(?:培训)?(?:名额|席位?|学位|指标))$/, 'places', 1],
  [/^(?:间|处|个?房间|间房|间教室|个?场地|个?教室|个?活动室|室|个?会议室|厅|套房)$/, 'rooms', 1],
  [/^(?:平方米|平米|㎡|m2|m²|平方|平)$/, 'squareMetres', 1],
  [/^(?:万元整?|万|万元人民币|万块)$/, 'fen', 1_000_000],
  [/^(?:千元)$/, 'fen', 100_000],
  [/^(?:元|块|块钱|元人民币|圆|rmb|元整)$/, 'fen', 100],
  [/^(?:名?个?(?:就业|工作|用工|公益)?岗位?|个岗|名岗位)$/, 'posts', 1],
  [/^(?:名|个|位|人)?志愿者$/, 'volunteers', 1],
  [/^(?:套|份|件|箱|袋|台|包|批|盒|桶|床|个物资|只|本|辆轮椅|把|张|吨|斤|公斤|瓶|组)$/, 'sets', 1],
  [/^(?:次|场|期|节|堂|场次|课次|节课)$/, 'sessions', 1],
  [/^(?:户|户次|家|家庭)$/, 'households', 1],
  [/^(?:辆|台车|辆车)$/, 'vehicles', 1],
  [/^(?:张床位|个床位|床位)$/, 'beds', 1],
  [/^(?:天|日|个工作日)$/, 'days', 1],
  [/^(?:名|人|位|名工作人员|名社工|名员工|名专业人员|名教师|名医生|名律师|名护士|名护理员)$/, 'people', 1],
];

const PERIODS: [RegExp, Period][] = [
  [/^(?:每|一)?(?:天|日)$/, 'day'], [/^(?:每|一)?(?:个)?(?:周|星期|礼拜)$/, 'week'], [/^(?:每|一)?(?:个)?月(?:份)?$/, 'month'],
  [/^(?:每|一)?(?:个)?季度?$/, 'quarter'], [/^(?:每|一)?年$/, 'year'], [/^(?:每|一)?(?:期|班|批次?|学期)$/, 'term'],
];

const findPeriod = (text: string): Period | null => PERIODS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
/** 间, 万元, 人次/周: a unit in a column of its own. */
export const isUnit = (typed: string): boolean => /^[^\d]+$/.test(typed) && 'amount' in readText(`1${tidy(typed).normalize('NFKC').replace(/\s+/g, '')}`, 'goods');

const findUnit = (text: string) => UNITS.find(([pattern]) => pattern.test(text));

/** 每周6人次, 10人次/周, 每期21人, 5万元, 三间, １２人次／周. The resource's kind tells what 个 and 人 count. */
export function readQuantity(cell: Cell | undefined, kind: ResourceKind | null, unitCell?: string, headerUnit?: string): QuantityRead {
  if (!cell || (cell.kind !== 'error' && isMissing(cell.text))) return { missing: true };
  if (cell.kind === 'error' || cell.kind === 'boolean') return { fault: 'quantityUnreadable' };
  let text = tidy(cell.text).normalize('NFKC').replace(/\s+/g, '').replace(/(?<=\d),(?=\d{3})/g, '');
  if (cell.kind === 'text' && UNSAID.test(text)) return { fault: 'quantityUnsaid' };
  text = plainAmount(text);
  const given = unitCell && !isMissing(unitCell) ? unitCell : headerUnit;
  if (given && /^[\d.]+$/.test(text)) text += tidy(given).normalize('NFKC').replace(/\s+/g, '');
  let isAbout = false;
  text = text.replace(/^((?:每个?(?:天|日|周|星期|月|季度?|年|期)))(?:约|大约|不少于|至少|最多|可提供|提供)/, (_all, per: string) => { isAbout = true; return per; });
  text = text.replace(/^(?:约|大约|大概|近|不少于|至少|最多|可|可提供|提供|共|共计|合计|总计|能提供|最高)|(?:左右|以内|以上|余|多)$/g, (word) => {
    if (!/提供|共|合计|总计|^可$/.test(word)) isAbout = true;
    return '';
  });
  const read = readText(text, kind);
  return isAbout && 'amount' in read ? { ...read, isAbout } : read;
}

/** 名额30个 → 30个名额, 志愿者15名 → 15名志愿者, 房间2间 → 2间, ￥50000 → 50000元, 周均6人次 → 每周约6人次. */
function plainAmount(text: string): string {
  const money = /^(?:人民币|￥|¥|rmb)([\d.]+|[一二三四五六七八九十百千万两]+)(.*)$/i.exec(text);
  if (money) return `${money[1]}${money[2] === '' ? '元' : money[2]}`;
  const average = /^(周|月|年|日|天|季)均/.exec(text);
  if (average) return `每${average[1]}${text.slice(2)}`;
  const turned = /^(培训名额|名额|就业岗位|岗位|志愿者|床位)[:：]?(\d[\d.]*|[一二三四五六七八九十百两]+)([个名人位张]?)$/.exec(text);
  if (turned) return `${turned[2]}${turned[3] || '个'}${turned[1]}`.replace(/[张]床位$/, '张床位');
  return text.replace(/^(?:房间|场地|教室|会议室|活动室|资金|物资|现金|轮椅)[:：]?(?=[\d一二三四五六七八九十两])/, '');
}

function readText(typed: string, kind: ResourceKind | null): QuantityRead {
  let text = typed;
  let per: Period | null = null;
  const before = /^(每(?:个)?(?:天|日|周|星期|月|季度?|年|期|班|批次?|学期)|[一]周|[一]月)[:,可约]?/.exec(text);
  if (before) { per = findPeriod(before[1]!); text = text.slice(before[0].length); }
  const after = /[\/每](?:个)?(天|日|周|星期|月|季度?|年|期|班|批|学期)$/.exec(text);
  if (after && !text.endsWith('人/次')) { per = findPeriod(after[1]!); text = text.slice(0, after.index).replace(/[\/每]$/, ''); }
  const counted = /^([\d.]+|[〇零一二两三四五六七八九十百千]+)(.*)$/.exec(text);
  if (!counted) return { fault: 'quantityUnreadable' };
  const number = /^[\d.]+$/.test(counted[1]!) ? Number(counted[1]) : hanNumber(counted[1]!);
  if (number === null || !Number.isFinite(number)) return { fault: 'quantityUnreadable' };
  const unitText = counted[2]!.replace(/[()].*$/, '').toLowerCase();
  if (unitText === '') return { fault: 'quantityWithoutUnit' };
  const unit = findUnit(unitText) ?? unitOfKind(unitText, kind);
  if (!unit) return { fault: 'quantityUnreadable' };
  const amount = Math.round(number * unit[2] * 1e6) / 1e6;
  return { amount, unit: meant(unit[1], unitText, kind), per };
}

/** 个 counts what the resource is. */
function unitOfKind(unitText: string, kind: ResourceKind | null): [RegExp, QuantityUnit, number] | undefined {
  if (unitText !== '个') return undefined;
  const units: Partial<Record<ResourceKind, QuantityUnit>> = { jobs: 'posts', training: 'places', place: 'rooms', goods: 'sets' };
  const unit = kind && units[kind];
  return unit ? [/个/, unit, 1] : undefined;
}

/** 人 are places of a course, posts of a job, volunteers of a team. */
function meant(unit: QuantityUnit, unitText: string, kind: ResourceKind | null): QuantityUnit {
  if (unit !== 'people' || !/^[名人位]$/.test(unitText)) return unit;
  return kind === 'training' ? 'places' : kind === 'jobs' ? 'posts' : kind === 'volunteering' ? 'volunteers' : 'people';
}
