import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { namesAreAlike, personName } from '../core/text.ts';
import { readPhone } from '../core/phone.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { listByPhones } from './person-queries.ts';

export type Alike = { index: number; personId: string; fullName: string; sameName: boolean };

/** For each of the given, people with the same phone and a like name: likely, not certainly, the same. Nobody is merged by this. */
export async function findPeopleAlike(tx: Tx, call: Call, given: { fullName: string; phones: string[] }[]): Promise<Alike[]> {
  const asked = given.map((person) => ({ name: personName(person.fullName), pinyin: pinyinOf(person.fullName).full, phones: person.phones.flatMap((typed) => {
    const read = readPhone(typed);
    return 'phone' in read ? [call.vault.blindIndex('phone', read.phone)] : [];
  }) }));
  const indexes = asked.flatMap(({ phones }) => phones);
  if (indexes.length === 0) return [];
  const known = new Map<string, Awaited<ReturnType<typeof listByPhones>>>();
  for (const row of await listByPhones(tx, indexes)) {
    const key = row.phoneIndex.toString('hex');
    known.set(key, [...(known.get(key) ?? []), row]);
  }
  return asked.flatMap(({ name, pinyin, phones }, index) => {
    const found = new Map(phones.flatMap((phone) => known.get(phone.toString('hex')) ?? []).map((row) => [row.id, row]));
    return [...found.values()].filter((row) => namesAreAlike({ name, pinyin }, { name: row.fullName, pinyin: row.namePinyin }))
      .map((row) => ({ index, personId: row.id, fullName: row.fullName, sameName: personName(row.fullName) === name }));
  });
}
