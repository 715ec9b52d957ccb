import type { Call } from './call.ts';
import { syllablesOf } from './pinyin.ts';
import { sql, join, type Sql } from './sql.ts';
import { tableOf } from './table-of.ts';
import type { Tx } from './tx.ts';

/**
 * Words by which a record is found. Row security lets an index serve equality only (STYLE §7), so every form in which somebody
 * may type a name stands in the table as a row of its own: in pairs of characters, in pinyin, in initials, words and numbers as they are.
 */
const HAN_RUN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
/** 3号, 2单, 501室: of one digit, too, a number finds a door by what stands behind it. */
const NUMBERED = /[0-9]+[\u3400-\u9fff]/g;
const OTHER_RUN = /[a-z0-9]+|[\u1800-\u18af\u200c\u200d]+/g;
// 24: the longest name of an organisation that anybody types whole
const LONGEST_WHOLE = 24;

// Words of nearly every address (12号楼3单元): they find everybody, so nobody is found by them.
const SAY_NOTHING = new Set(['号楼', '楼单', '单元']);

const tidy = (text: string): string => text.normalize('NFKC').toLowerCase();
const pairsOf = (run: string): string[] => {
  const characters = [...run];
  return characters.slice(1).map((character, i) => characters[i]! + character).filter((pair) => !SAY_NOTHING.has(pair));
};

/** The tokens of a text. `pinyin: false` for addresses and descriptions, which nobody types in pinyin. */
export function tokensOf(text: string, { pinyin = true }: { pinyin?: boolean } = {}): string[] {
  const clean = tidy(text);
  const tokens = new Set<string>();
  // a name in letters is asked for without its spaces
  const whole = clean.replace(/[^\p{L}\p{N}]/gu, '');
  if (/^[a-z0-9]{2,24}$/.test(whole)) tokens.add(whole);
  for (const run of clean.match(HAN_RUN) ?? []) for (const pair of pairsOf(run)) tokens.add(pair);
  for (const numbered of clean.match(NUMBERED) ?? []) if (numbered.length <= LONGEST_WHOLE) tokens.add(numbered);
  for (const run of clean.match(OTHER_RUN) ?? []) if (run.length > 1 && run.length <= LONGEST_WHOLE) tokens.add(run);
  if (pinyin) for (const token of pinyinTokens(syllablesOf(text))) tokens.add(token);
  return [...tokens];
}

/** wang, wangxiao, wangxiaoming; wx, wxm. One syllable alone finds the surname. */
function pinyinTokens(syllables: string[]): string[] {
  const few = syllables.slice(0, LONGEST_WHOLE / 2);
  const initials = few.map((syllable) => (/^[a-z]/.test(syllable) ? syllable[0]! : syllable));
  return few.flatMap((_, i) => [few.slice(0, i + 1).join(''), initials.slice(0, i + 1).join('')]).filter((token) => token.length > 1);
}

/** The tokens that a record must have, all of them, to answer to what was typed; empty if that is too little, or too common, to search for. */
export function tokensAsked(typed: string): string[] {
  const clean = tidy(typed);
  const han = clean.match(HAN_RUN) ?? [];
  const others = (clean.match(OTHER_RUN) ?? []).filter((run) => run.length > 1);
  // 'wang xiao' is one word to those who type pinyin
  const latin = han.length === 0 && others.every((run) => /^[a-z]+$/.test(run)) ? (others.length > 0 ? [others.join('')] : []) : others;
  return [...new Set([...han.flatMap(pairsOf), ...(clean.match(NUMBERED) ?? []), ...latin])].slice(0, 12);
}

/** The words of a record. `was`: those that stand already, as the record was before; without it the record is new. */
export type TokenSet = { kind: string; subjectId: string; divisionCode: string; tokens: string[]; was?: { divisionCode: string; tokens: string[] } };

type TokenRow = { kind: string; token: string; divisionCode: string; subjectId: string };

/** In the order of the index, which is then written page after page. */
const rowsOf = (sets: (TokenSet & { without: string[] })[]): TokenRow[] =>
  sets.flatMap(({ kind, subjectId, divisionCode, tokens, without }) => {
    const those = new Set(without);
    return [...new Set(tokens)].filter((token) => !those.has(token)).map((token) => ({ kind, subjectId, divisionCode, token }));
  }).sort((a, b) => (a.token < b.token ? -1 : a.token > b.token ? 1 : a.divisionCode < b.divisionCode ? -1 : 1));

const asTable = (name: string, rows: TokenRow[]): Sql => tableOf(name, rows, { kind: 'text', token: 'text', divisionCode: 'text', subjectId: 'uuid' });

/**
 * Writes the tokens of records, instead of those they had. What they had is told, not looked up: an index by record would be half of what a
 * large import writes here. So whoever changes what `tokensOf` answers has the table written anew by a migration.
 */
export function setTokens(tx: Tx, call: Call, sets: TokenSet[]): void {
  const changed = sets.flatMap((set) => (set.was ? [{ ...set, was: set.was }] : []));
  const inPlace = ({ divisionCode, was }: TokenSet, tokens: string[]) => (was?.divisionCode === divisionCode ? tokens : []);
  const gone = rowsOf(changed.map((set) => ({ ...set, divisionCode: set.was.divisionCode, tokens: set.was.tokens, without: inPlace(set, set.tokens) })));
  const fresh = rowsOf(sets.map((set) => ({ ...set, without: inPlace(set, set.was?.tokens ?? []) })));
  if (gone.length > 0) tx.send(sql`
    delete from search_token t using ${asTable('w', gone)}
    where t.city = ${call.actor.city} and t.kind = w.kind and t.token = w.token and t.division_code = w."divisionCode" and t.subject_id = w."subjectId"`);
  if (fresh.length > 0) tx.send(sql`insert into search_token (city, kind, token, division_code, subject_id) select ${call.actor.city}, s.* from ${asTable('s', fresh)}`);
}

/**
 * A query for the ids of one kind's records that have all the tokens. `range`: the division range of the scope is named again as a plain
 * condition, because the policy, which joins two ranges with OR, cannot be an index condition.
 */
export function idsWithTokens(kind: string, tokens: string[], range: 'app.lo' | null = null): Sql {
  const within = range ? sql`and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true)` : sql``;
  const [first, ...rest] = tokens;
  const others = rest.map((token) => sql`and exists (select 1 from search_token t where t.city = s.city and t.kind = s.kind and t.token = ${token} and t.division_code = s.division_code and t.subject_id = s.subject_id)`);
  return sql`select s.subject_id from search_token s where s.city = current_setting('app.city') and s.kind = ${kind} and s.token = ${first ?? ''} ${within} ${others.length > 0 ? join(others, ' ') : sql``}`;
}
