import type { Language } from '../../../kernel/messages.ts';

/** Who is told. What a message may say depends on it alone. */
export const AUDIENCES = ['worker', 'address', 'group', 'organization', 'resident'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * All that a message to each audience may say besides its fixed words; nothing here is a name, an address, a need's kind or anything a bystander could read a person from.
 * `address` is one that is not yet known to be its holder's. `number` is the public number of a need, `phone` the service telephone of the place, `late` and `dueToday` are counts of duties.
 */
export const PERMITTED = {
  worker: ['late', 'dueToday', 'link'],
  address: ['code'],
  group: ['place', 'late', 'dueToday', 'link'],
  organization: ['count', 'dueOn', 'link'],
  resident: ['number', 'day', 'hours', 'link', 'phone'],
} as const satisfies Record<Audience, readonly string[]>;

export const OCCASIONS = ['dutiesOwed', 'placeOwes', 'referralOffered', 'dayAgreed', 'confirmAsked', 'trial', 'addressCheck'] as const;
export type Occasion = (typeof OCCASIONS)[number];

export type Template = { title: string; body: string };
type Told = { audience: Audience } & Record<Language, Template>;

/** The texts as they come. A line whose places are all empty is left out, so that a text stands without a link too; and so is one whose counts are all 0. */
export const TEMPLATES: Record<Occasion, Told> = {
  dutiesOwed: {
    audience: 'worker',
    zh: { title: '您有要办的工作', body: '您名下超期 {{late}} 件。\n今天到期 {{dueToday}} 件。\n请打开“我的工作”办理。\n{{link}}' },
    en: { title: 'Work of yours is due', body: 'Late: {{late}}.\nDue today: {{dueToday}}.\nPlease open “My work”.\n{{link}}' },
  },
  placeOwes: {
    audience: 'group',
    zh: { title: '今天要办的工作', body: '{{place}}\n超期 {{late}} 件。\n今天到期 {{dueToday}} 件。\n请各自打开“我的工作”。\n{{link}}' },
    en: { title: 'Work due today', body: '{{place}}\nLate: {{late}}.\nDue today: {{dueToday}}.\nPlease open “My work”, each of you.\n{{link}}' },
  },
  referralOffered: {
    audience: 'organization',
    zh: { title: '有转介等您答复', body: '有 {{count}} 件转介等您答复。\n最早的请在 {{dueOn}} 前答复。\n{{link}}' },
    en: { title: 'Referrals await your answer', body: 'Referrals that await your answer: {{count}}.\nPlease answer the first by {{dueOn}}.\n{{link}}' },
  },
  dayAgreed: {
    audience: 'resident',
    zh: { title: '已安排日期', body: '您的需求 {{number}} 已安排在 {{day}}。\n时间：{{hours}}。\n有变动请拨 {{phone}}。' },
    en: { title: 'A day is agreed', body: 'Your need {{number}} has been arranged for {{day}}.\nTime: {{hours}}.\nTo change it, please call {{phone}}.' },
  },
  confirmAsked: {
    audience: 'resident',
    zh: { title: '请说说有没有帮到您', body: '您的需求 {{number}} 已办理，想听您说一句：有没有帮到您？\n查看进展：{{link}}\n也可拨 {{phone}}。' },
    en: { title: 'Did it help?', body: 'Your need {{number}} has been served. Did it help you?\nSee where it stands: {{link}}\nOr call {{phone}}.' },
  },
  addressCheck: {
    audience: 'address',
    zh: { title: '核对邮箱', body: '您的验证码是 {{code}}，30 分钟内有效。\n如果不是您本人填写的邮箱，请不用理会，不会再有消息。' },
    en: { title: 'Is this your address?', body: 'Your code is {{code}}. It is good for 30 minutes.\nIf it was not you who gave this address, do nothing: there will be no more messages.' },
  },
  trial: {
    audience: 'worker',
    zh: { title: '试发消息', body: '这是一条试发的消息。收到它，说明消息渠道已经接通。\n{{link}}' },
    en: { title: 'A trial message', body: 'This is a trial. If you can read it, the message channel works.\n{{link}}' },
  },
};

export const placesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w*)\}\}/g)].map(([, name]) => name!);

/** What of a template its audience may not be told; empty for one that may be used. */
export const forbiddenIn = (audience: Audience, { title, body }: Template): string[] =>
  placesIn(`${title}\n${body}`).filter((name) => !(PERMITTED[audience] as readonly string[]).includes(name));

export type Values = Partial<Record<string, string | number | null>>;

/** The text of an occasion with its places filled in, in the standing words or others; what a value brings is one line and never a place itself. */
export function render(occasion: Occasion, language: Language, values: Values, template: Template = TEMPLATES[occasion][language]): Template {
  const { title, body } = template;
  const valueOf = (name: string) => String(values[name] ?? '').replace(/[\r\n{}]+/g, ' ').trim();
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => valueOf(name));
  const isSaid = (line: string) => {
    const names = placesIn(line), counts = names.filter((name) => typeof values[name] === 'number');
    return names.length === 0 || (names.some((name) => valueOf(name) !== '') && (counts.length === 0 || counts.some((name) => values[name] !== 0)));
  };
  const kept = body.split('\n').filter(isSaid);
  return { title: fill(title), body: kept.map(fill).join('\n') };
}

/** A day as one says it: 11月26日 周四; 26 November, Thursday. */
export function spokenDay(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`);
  const said = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone: 'UTC' }).format(at);
  return language === 'zh' ? `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${said({ weekday: 'short' })}` : `${said({ weekday: 'long' })}, ${said({ day: 'numeric', month: 'long' })}`;
}
