import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { compareLikeness } from '../core/alike.ts';
import type { AlikeVerdict } from '../core/contract.ts';
import { likenessOfRow } from './alike.ts';
import { countNamesakes, countOnPhones, estimateRegistered, listAlikeRows, listPhonesOf } from './alike-queries.ts';

/** Compares each pair as both records stand today: what says that they are one person, and how much. Without an answer where one of the two is out of sight. */
export async function comparePairs(tx: Tx, call: Call, pairs: { firstId: string; secondId: string }[]): Promise<(AlikeVerdict | null)[]> {
  if (pairs.length === 0) return [];
  const ids = [...new Set(pairs.flatMap(({ firstId, secondId }) => [firstId, secondId]))];
  const [rows, phones, registered] = await Promise.all([listAlikeRows(tx, ids), listPhonesOf(tx, ids), estimateRegistered(tx)]);
  const [namesakes, held] = await Promise.all([countNamesakes(tx, rows.map(({ fullName, pinyin }) => ({ name: fullName, pinyin }))), countOnPhones(tx, [...new Set(phones.map(({ phoneIndex }) => phoneIndex))])]);
  const named = new Map(namesakes.map((one) => [one.name, one])), holders = new Map(held.map((one) => [one.phoneIndex, one.holders]));
  const known = new Map(rows.map((row) => {
    const own = phones.filter(({ personId }) => personId === row.id);
    const numbers = (isOwn: boolean) => own.filter((phone) => phone.isOwn === isOwn).map(({ phoneSealed }) => call.vault.open(phoneSealed));
    return [row.id, { person: likenessOfRow(row, numbers(true), numbers(false)), common: named.get(row.fullName), indexes: own.map(({ phoneIndex }) => phoneIndex) }];
  }));
  return pairs.map(({ firstId, secondId }): AlikeVerdict | null => {
    const [first, second] = [known.get(firstId), known.get(secondId)];
    if (!first || !second) return null;
    // each of the two is a namesake of itself
    const count = (of: 'sameName' | 'soundAlike') => Math.max(1, (first.common?.[of] ?? 1) - 1, (second.common?.[of] ?? 1) - 1);
    const onPhone = Math.max(1, ...first.indexes.filter((index) => second.indexes.includes(index)).map((index) => holders.get(index) ?? 1));
    const comparison = compareLikeness(first.person, second.person, { registered, sameName: count('sameName'), soundAlike: count('soundAlike'), onPhone });
    return comparison ? { verdict: comparison.verdict ?? 'unlikely', against: comparison.against, evidence: comparison.evidence } : { verdict: 'twoPeople', against: 'relative', evidence: [] };
  });
}
