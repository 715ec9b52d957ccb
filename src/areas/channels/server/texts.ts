import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { BadInput } from '../../../platform/server/errors.ts';
import { appendHistory, changesBetween } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { BackToStanding, SetText, TextPage } from '../core/contract.ts';
import { messages } from '../core/messages.ts';
import { admitText, lacksLink, mayWord, textFor, WORDED, type PlaceText, type TextFault } from '../core/texts.ts';

export type TextRow = PlaceText & { placeName: string; changedBy: string; changedAt: string };

const TEXT = sql`
  select t.id, t.division_code as "divisionCode", t.occasion, t.version, t.changed_by as "changedBy", t.changed_at as "changedAt", d.name as "placeName",
    case when t.zh_body is not null then jsonb_build_object('zh', jsonb_build_object('title', t.zh_title, 'body', t.zh_body), 'en', jsonb_build_object('title', t.en_title, 'body', t.en_body)) end as texts
  from message_text t join division d on d.city = t.city and d.code = t.division_code`;

/** The newest version of each place and occasion in sight. */
export const listNewestTexts = (tx: Tx): Promise<TextRow[]> => tx.many(sql`
  select * from (${TEXT} where t.city = current_setting('app.city') and not exists (select 1 from message_text n where n.city = t.city and n.division_code = t.division_code and n.occasion = t.occasion and n.version > t.version)) newest`);

// a place that words a message anew every month has as many in four years
const MOST_SHOWN = 50;

/** The words of each message that a place may have its own of: what counts now, and the place's own versions. */
export async function readTexts(tx: Tx, { actor: { divisionCode } }: Call): Promise<TextPage> {
  const [newest, own, { name }] = await Promise.all([
    listNewestTexts(tx),
    tx.many<TextRow>(sql`${TEXT} where t.city = current_setting('app.city') and t.division_code = ${divisionCode} order by t.changed_at desc, t.version desc limit ${MOST_SHOWN * WORDED.length}`),
    tx.one<{ name: string }>(sql`select name from division where city = current_setting('app.city') and code = ${divisionCode}`),
  ]);
  const shown = ({ version, texts, placeName, changedBy, changedAt }: TextRow) => ({ version, texts, place: placeName, by: changedBy, at: changedAt });
  return {
    place: name, mayChange: mayWord(divisionCode),
    items: WORDED.map((occasion) => {
      const versions = own.filter((one) => one.occasion === occasion).slice(0, MOST_SHOWN);
      const counts = textFor(newest, occasion, divisionCode), above = textFor(newest.filter((one) => one.divisionCode !== divisionCode), occasion, divisionCode);
      return { occasion, version: versions[0]?.version ?? 0, isOwn: counts?.divisionCode === divisionCode, counts: counts && shown(counts), above: above && shown(above), versions: versions.map(shown) };
    }),
  };
}

type Kept = { textId: string; version: number };
type Refused = { code: 'textsOfCityAndBanner' } | { code: 'textChanged'; by: string } | { code: 'textIsStanding' };

/** Faults are said at the field, with the names at fault and those that may be used. */
const faultAt = (call: Call, path: string, fault: TextFault): BadInput => {
  const { names, may, at } = { names: [], may: [], at: '', ...fault };
  const shown = (list: string[]) => list.map((one) => `{{${one}}}`).join(call.language === 'zh' ? '、' : ', ');
  const sentence = fault.code === 'textTitlePlace' && may.length === 0 ? 'textTitlePlaceless' : fault.code;
  const words = messages[call.language][`channels.refusal.${sentence}`].replace('{{names}}', () => shown(names)).replace('{{may}}', () => shown(may)).replace('{{at}}', () => at);
  return new BadInput([{ path, code: fault.code, message: words }]);
};

async function addVersion(tx: Tx, call: Call, { occasion, version }: { occasion: string; version: number }, texts: PlaceText['texts'], before: TextRow | undefined): Promise<Result<Kept, Refused>> {
  const { divisionCode, city, name } = call.actor;
  const id = newId();
  // of two at once the second finds the version taken
  const added = await tx.maybe<{ id: string }>(sql`
    insert into message_text (city, id, division_code, occasion, version, zh_title, zh_body, en_title, en_body, changed_by, changed_at)
    values (${city}, ${id}, ${divisionCode}, ${occasion}, ${version + 1}, ${texts?.zh.title ?? null}, ${texts?.zh.body ?? null}, ${texts?.en.title ?? null}, ${texts?.en.body ?? null}, ${name}, ${call.now})
    on conflict on constraint message_text_once_a_version do nothing returning id`);
  if (!added) return refuse({ code: 'textChanged', by: (await findNewest(tx, divisionCode, occasion))?.changedBy ?? '—' });
  const flat = (of: PlaceText['texts']) => ({ zhTitle: of?.zh.title ?? null, zhBody: of?.zh.body ?? null, enTitle: of?.en.title ?? null, enBody: of?.en.body ?? null });
  appendHistory(tx, call, { kind: 'messageText', subjectId: id, divisionCode, action: texts ? 'worded' : 'backToStanding', changes: changesBetween(flat(before?.texts ?? null), flat(texts)) });
  return ok({ textId: id, version: version + 1 });
}

const findNewest = (tx: Tx, divisionCode: string, occasion: string): Promise<TextRow | null> =>
  tx.maybe(sql`${TEXT} where t.city = current_setting('app.city') and t.division_code = ${divisionCode} and t.occasion = ${occasion} order by t.version desc limit 1`);

async function admitVersion(tx: Tx, call: Call, { occasion, version }: { occasion: string; version: number }): Promise<Result<TextRow | undefined, Refused>> {
  if (!mayWord(call.actor.divisionCode)) return refuse({ code: 'textsOfCityAndBanner' });
  const newest = await findNewest(tx, call.actor.divisionCode, occasion);
  return (newest?.version ?? 0) === version ? ok(newest ?? undefined) : refuse({ code: 'textChanged', by: newest?.changedBy ?? '—' });
}

/** Words a message anew for the own place, from now on. What is in the outbox already stays as it was written. */
export async function setText(tx: Tx, call: Call, { zhTitle, zhBody, enTitle, enBody, withoutLink, ...about }: Omit<SetText, 'requestId'>): Promise<Result<Kept, Refused>> {
  for (const [path, field, text] of [['zhTitle', 'title', zhTitle], ['zhBody', 'body', zhBody], ['enTitle', 'title', enTitle], ['enBody', 'body', enBody]] as const) {
    const admitted = admitText(about.occasion, field, text);
    if (!admitted.ok) throw faultAt(call, path, admitted.refusal);
  }
  const linkless = ([['zhBody', 'zh', zhBody], ['enBody', 'en', enBody]] as const).filter(([, language, body]) => lacksLink(about.occasion, language, body));
  if (linkless.length > 0 && !withoutLink) throw new BadInput(linkless.map(([path]) => ({ path, code: 'textLacksLink', message: messages[call.language]['channels.refusal.textLacksLink'] })));
  const before = await admitVersion(tx, call, about);
  return before.ok ? addVersion(tx, call, about, { zh: { title: zhTitle, body: zhBody }, en: { title: enTitle, body: enBody } }, before.value) : before;
}

/** The own words count no more: those of the place above, or the standing ones. */
export async function backToStanding(tx: Tx, call: Call, about: Omit<BackToStanding, 'requestId'>): Promise<Result<Kept, Refused>> {
  const before = await admitVersion(tx, call, about);
  if (!before.ok) return before;
  return before.value?.texts ? addVersion(tx, call, about, null, before.value) : refuse({ code: 'textIsStanding' });
}
