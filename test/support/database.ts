import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { makePlatform } from '../../src/apps/platform.ts';
import { addAccount, addGrant } from '../../src/areas/access/server/queries.ts';
import type { Role } from '../../src/kernel/role.ts';
import { scopeOf, type Actor } from '../../src/platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../src/platform/server/call.ts';
import { newId } from '../../src/platform/server/ids.ts';
import type { Platform } from '../../src/platform/server/perform.ts';
import { doorScope } from '../../src/platform/server/sessions.ts';
import type { Tx } from '../../src/platform/server/tx.ts';
import { TEST_CITY, testVault } from './vault.ts';

export type TestDatabase = {
  platform: Platform;
  owner: pg.Client;
  /** Runs operations or queries as an actor, in one transaction that commits. */
  as<T>(actor: Actor, work: (tx: Tx, call: Call) => Promise<T>, at?: Date): Promise<T>;
  close(): Promise<void>;
};

/** A database of this test file's own, cloned from the template, gone when closed. */
export async function makeTestDatabase(now: () => Date = () => new Date('2026-03-02T09:00:00+08:00'), more: { awaited?: ReadonlySet<string> } = {}): Promise<TestDatabase> {
  const server = inject('server');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const main = new pg.Client(server);
  await main.connect();
  await main.query(`create database ${name} template template_of_tests`);
  const owner = new pg.Client({ ...server, database: name });
  await owner.connect();
  const platform = makePlatform({ connection: { host: server.host, port: server.port, database: name }, vault: testVault, city: TEST_CITY, demonstration: false, now, ...more });
  return {
    platform, owner,
    as: (actor, work, at) => platform.database.transaction(scopeOf(actor), (tx) => work(tx, makeCall(actor, at ?? now(), newId(), 'zh', testVault))),
    async close() {
      await platform.database.close();
      await owner.end();
      await main.query(`drop database ${name} with (force)`);
      await main.end();
    },
  };
}

/** An actor of a role and a place; ids are fresh unless named. */
export const actorOf = (role: Role, divisionCode: string, more: Partial<Actor> = {}): Actor => ({
  accountId: newId(), personId: null, grantId: newId(), name: `测试${role}`, role, divisionCode, organizationId: null, city: TEST_CITY, ...more,
});

/** Gives an actor an account and the grant that it acts under, for what asks who holds a post. */
export const employ = (db: TestDatabase, actor: Actor): Promise<void> => db.platform.database.transaction(doorScope(actor.city), async (tx) => {
  await addAccount(tx, { id: actor.accountId, username: actor.accountId, passwordHash: 'x', name: actor.name, personId: null, language: 'zh' });
  await addGrant(tx, { id: actor.grantId, accountId: actor.accountId, role: actor.role as Role, divisionCode: actor.divisionCode, organizationId: null, fromOn: '2026-01-01', untilOn: null });
});

export const system: Actor = systemActor(TEST_CITY);

/** Real places of Ordos that tests use: two communities of one street, one of another street, one of another banner. */
export const PLACES = { jiaotong: '150602001', hangkong: '150602001003', xincun: '150602001004', dongsheng: '150602', kangbashi: '150603', dalad: '150621' };
