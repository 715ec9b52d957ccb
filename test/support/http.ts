import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { addSession } from '../../src/areas/access/server/queries.ts';
import { newId } from '../../src/platform/server/ids.ts';
import { doorScope, makeToken } from '../../src/platform/server/sessions.ts';
import type { Actor } from '../../src/platform/server/actor.ts';
import type { TestDatabase } from './database.ts';
import { makeAccount } from './walk.ts';

/** A person at a browser: an account, a grant, a session, and what the browser sends with every request. */
export type Visitor = {
  token: string;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  post(url: string, body?: Record<string, unknown>, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
};

/** `hasAccount`: the actor has one already (makeProvider's manager). */
export async function signedIn(db: TestDatabase, app: FastifyInstance, actor: Actor, hasAccount = false): Promise<Visitor> {
  if (!hasAccount) await makeAccount(db, actor);
  const { token, hash } = makeToken();
  await db.platform.database.transaction(doorScope(actor.city), (tx) => addSession(tx, hash, actor.accountId, actor.grantId, 'test'));
  const cookies = { sanshe: token };
  return {
    token,
    get: (url, headers = {}) => app.inject({ url, cookies, headers }),
    post: (url, body = {}, headers = {}) => app.inject({ method: 'POST', url, cookies, payload: { requestId: newId(), ...body }, headers: { 'x-sanshe': '1', ...headers } }),
  };
}
