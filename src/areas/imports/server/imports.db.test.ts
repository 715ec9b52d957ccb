import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestDatabase, system, type TestDatabase } from '../../../../test/support/database.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import type { Kind } from '../core/fields.ts';
import { getImport } from './answers.ts';
import { beginImport, undoImport, understandFiles } from './operations.ts';
import { runFor } from './run.ts';
import { undoFor } from './undo.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const SAMPLES: Record<Kind, string> = { needs: '居民需求台账.xlsx', resources: '资源清单.xlsx', organizations: '社会组织名录.csv' };
const sample = (kind: Kind) => ({ name: SAMPLES[kind], bytes: new Uint8Array(readFileSync(new URL(`../../../../test/samples/${SAMPLES[kind]}`, import.meta.url))) });

const upload = async (kind: Kind, actor: Actor = system) => {
  const made = await db.as(actor, (tx, call) => understandFiles(tx, call, kind, [sample(kind)], '2021-06-30'));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const begin = (importId: string, actor: Actor = system, statesConsent = true) => db.as(actor, (tx, call) => beginImport(tx, call, { importId, statesConsent }, false));
const bringIn = async (kind: Kind, actor: Actor = system) => {
  const { importId } = await upload(kind, actor);
  expect(await begin(importId, actor)).toMatchObject({ ok: true });
  await runFor(db.platform, actor, importId);
  return db.as(actor, (tx, call) => getImport(tx, call, { importId }));
};
const takeBack = async (importId: string, actor: Actor = system) => {
  expect(await db.as(actor, (tx, call) => undoImport(tx, call, { importId }, false))).toMatchObject({ ok: true });
  await undoFor(db.platform, actor, importId);
  return db.as(actor, (tx, call) => getImport(tx, call, { importId }));
};
const count = async (query: string): Promise<number> => Number((await db.owner.query<{ n: string }>(`select count(*) as n from ${query}`)).rows[0]!.n);
const standing = async () => ({
  needs: await count(`need where status = 'open'`), evidence: await count('evidence where struck_on is null'), people: await count('person where taken_back_on is null'),
  consents: await count('consent where withdrawn_on is null'), resources: await count(`resource where status = 'active'`), organizations: await count(`organization where status = 'active'`),
  duties: await count(`duty where status = 'open'`), questions: await count(`duplicate_question where status = 'open'`),
});

test('the three ledgers come in, the counts add up, a second time adds nothing, and each is taken back whole', { timeout: 240_000 }, async () => {
  const empty = await standing();
  const first: Partial<Record<Kind, string>> = {};
  for (const kind of ['organizations', 'resources', 'needs'] as const) {
    const before = await standing();
    const preview = await upload(kind);
    const one = await bringIn(kind);
    first[kind] = one.id;
    const { imported, merged, refused, notARow } = one.counts;
    expect([kind, one.status, one.waiting, one.rowsDone]).toEqual([kind, 'done', 0, one.rows]);
    expect(imported + merged + refused + notARow).toBe(one.rows);
    expect([kind, one.counts]).toEqual([kind, preview.counts]); // what was said beforehand is what happened
    expect((await standing())[kind] - before[kind]).toBe(imported);
    console.log(kind, one.counts, await standing());

    const after = await standing();
    const again = await bringIn(kind);
    expect([kind, again.counts]).toEqual([kind, { imported: 0, merged: imported + merged, refused, notARow }]);
    expect(await standing()).toEqual(after);
  }
  for (const kind of ['needs', 'resources', 'organizations'] as const) {
    const undone = await takeBack(first[kind]!);
    expect([kind, undone.status, undone.kept]).toEqual([kind, 'undone', []]);
  }
  expect(await standing()).toEqual(empty);
});
