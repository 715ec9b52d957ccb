import { newId } from '../../src/platform/server/ids.ts';
import type { Actor } from '../../src/platform/server/actor.ts';
import { performCommand, performQuery, type Answer } from '../../src/platform/server/perform.ts';
import type { NotYetAnswer, ProposalAnswer } from '../../src/areas/matching/core/contract.ts';
import { runMatch } from '../../src/areas/matching/server/operations.ts';
import { matchingRoutes } from '../../src/areas/matching/server/routes.ts';
import { solveHere, type Solve } from '../../src/areas/matching/server/solve.ts';
import type { ItemCode } from '../../src/areas/needs/core/items.ts';
import { recordNeeds, verifyNeeds } from '../../src/areas/needs/server/operations.ts';
import { registerOrganizations } from '../../src/areas/organizations/server/operations.ts';
import { giveConsents, registerPeople } from '../../src/areas/people/server/operations.ts';
import { addResources } from '../../src/areas/resources/server/operations.ts';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from './database.ts';

// An invented place of two banners: two communities of one street in Dongsheng, one community in Kangbashi, one in Dalad.
export const KANGBASHI = '150603001001', DALAD = '150621001001';
export const lead = actorOf('stationLead', PLACES.dongsheng);

export type Wanted = { place?: string; item?: ItemCode; urgency?: 1 | 2 | 3; heardOn?: string; hasConsent?: boolean; isVerified?: boolean; quantity?: number; workerSex?: 'female' | 'male'; sameWorker?: 'only' | 'wished' };
export type Offered = { name?: string; home?: string; reach?: string[]; items?: ItemCode[]; units?: number; organizationId?: string; unitCostFen?: number; workerSexes?: ('female' | 'male')[] };

/** Everything by which tests of the match make needs and resources, run it, and ask what came of it, through the routes as the pages do. */
export type MatchDesk = {
  db: TestDatabase; clear(): Promise<void>;
  need(wanted?: Wanted): Promise<string>; resource(offered?: Offered): Promise<string>; organization(stated: { unitCap?: number | null; monthlyBudgetFen?: number | null }): Promise<string>;
  ask<T>(actor: Actor, path: string, input?: Record<string, unknown>): Promise<T>;
  tell(actor: Actor, path: string, input: Record<string, unknown>): Promise<Answer>;
  request(actor: Actor, input?: Record<string, unknown>): Promise<{ runId: string; isNew: boolean }>;
  run(actor?: Actor, input?: Record<string, unknown>, solve?: Solve): Promise<string>;
  proposals(actor: Actor, runId: string, more?: Record<string, unknown>): Promise<ProposalAnswer[]>;
  notYet(actor: Actor, runId: string, more?: Record<string, unknown>): Promise<NotYetAnswer[]>;
  statusOf(runId: string): Promise<{ status: string; failure: string | null; attempt: number }>;
};

const TABLES = ['proposal', 'not_yet', 'match_gap', 'match_rule', 'match_hand', 'match_file', 'match_run', 'duty', 'evidence', 'need', 'capacity', 'resource', 'consent'];
const routeOf = (method: string, path: string) =>
  matchingRoutes.find((route) => route.method === method && route.path === path) as unknown as { input: { parse(value: unknown): unknown }; answer: { parse(value: unknown): unknown } };
let people = 0;

export async function makeMatchDesk(): Promise<MatchDesk> {
  const db = await makeTestDatabase();
  const desk: MatchDesk = {
    db,
    async clear() { for (const table of TABLES) await db.owner.query(`delete from ${table}`); },
    need: (wanted = {}) => db.as(system, async (tx, call) => {
      const divisionCode = wanted.place ?? PLACES.hangkong;
      const [person] = await registerPeople(tx, call, [{ divisionCode, fullName: `张秀英${++people}` }]);
      const personId = person!.personId!;
      if (wanted.hasConsent !== false) await giveConsents(tx, call, [{ personId, divisionCode, purpose: 'serviceMatching', basis: 'consent', givenHow: 'spoken', givenOn: call.today }]);
      const [made] = await recordNeeds(tx, call, [{ personId, divisionCode, item: wanted.item ?? 'meals', urgency: wanted.urgency ?? 1, quantity: wanted.quantity ?? 1, workerSex: wanted.workerSex ?? null, sameWorker: wanted.sameWorker ?? null, channel: 'talk', heardOn: wanted.heardOn ?? '2026-03-01', words: '想订午饭' }]);
      if (wanted.isVerified !== false) await verifyNeeds(tx, call, [made!.needId]);
      return made!.needId;
    }),
    resource: (offered = {}) => db.as(system, async (tx, call) => {
      const [made] = await addResources(tx, call, [{
        homeCode: offered.home ?? PLACES.hangkong, reachCodes: offered.reach ?? [PLACES.dongsheng], providerName: offered.name ?? '暖阳助餐队', organizationId: offered.organizationId ?? null, unitCostFen: offered.unitCostFen ?? 0, providerKind: 'volunteerTeam', kind: 'people',
        items: offered.items ?? ['meals'], workerSexes: offered.workerSexes ?? null, capacity: { quantity: offered.units ?? 1, unit: 'personTimes', per: 'week' },
      }]);
      return made!.resourceId;
    }),
    organization: (stated) => db.as(system, async (tx, call) => {
      const [made] = await registerOrganizations(tx, call, [{ divisionCode: PLACES.dongsheng, kind: 'socialServiceOrg', name: '暖阳社会工作服务中心', filingNo: newId(), ...stated }]);
      return made!.organizationId;
    }),
    async ask<T>(actor: Actor, path: string, input: Record<string, unknown> = {}) {
      const route = routeOf('GET', path);
      return route.answer.parse(await performQuery(db.platform, route as never, { actor, language: 'zh' }, route.input.parse(input))) as T;
    },
    tell(actor, path, input) {
      const route = routeOf('POST', path);
      return performCommand(db.platform, route as never, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string });
    },
    request: async (actor, input = {}) => (await desk.tell(actor, '/api/match-runs', input)).body as { runId: string; isNew: boolean },
    async run(actor = lead, input = {}, solve = solveHere) {
      const { runId } = await desk.request(actor, input);
      await runMatch(db.platform, runId, solve);
      return runId;
    },
    proposals: async (actor, runId, more = {}) => (await desk.ask<{ items: ProposalAnswer[] }>(actor, '/api/match-runs/:runId/proposals', { runId, ...more })).items,
    notYet: async (actor, runId, more = {}) => (await desk.ask<{ items: NotYetAnswer[] }>(actor, '/api/match-runs/:runId/not-yet', { runId, ...more })).items,
    statusOf: async (runId) => (await db.owner.query(`select status, failure, attempt from match_run where id = $1`, [runId])).rows[0],
  };
  return desk;
}
