import { hashPassword } from '../../src/areas/access/server/operations.ts';
import { addAccount, addGrant } from '../../src/areas/access/server/queries.ts';
import { FLOORS } from '../../src/areas/matching/core/floors.ts';
import { WEIGHTS } from '../../src/areas/matching/core/weights.ts';
import { recordNeeds, verifyNeeds } from '../../src/areas/needs/server/operations.ts';
import { registerOrganizations } from '../../src/areas/organizations/server/operations.ts';
import { giveConsents, registerPeople } from '../../src/areas/people/server/operations.ts';
import { addResources } from '../../src/areas/resources/server/operations.ts';
import type { ItemCode } from '../../src/areas/needs/core/items.ts';
import type { Actor } from '../../src/platform/server/actor.ts';
import { newId } from '../../src/platform/server/ids.ts';
import { doorScope } from '../../src/platform/server/sessions.ts';
import { actorOf, PLACES, type TestDatabase } from './database.ts';

/** A small invented place to walk through: a station worker, a provider with a manager, a resident, a need, a resource. */
export type Walk = { worker: Actor; manager: Actor; organizationId: string; resourceId: string };

let made = 0;

/** A provider in Dongsheng whose manager has an account, with a resource of so many units a week. */
export async function makeProvider(db: TestDatabase, options: { name?: string; items?: ItemCode[]; quantity?: number | null; hasManager?: boolean; oneAtATime?: boolean } = {}): Promise<{ organizationId: string; resourceId: string; manager: Actor }> {
  const registrar = actorOf('stationWorker', PLACES.dongsheng);
  const name = options.name ?? `暖阳社会工作服务中心${++made}`;
  const manager = actorOf('organizationManager', PLACES.dongsheng);
  return db.as(registrar, async (tx, call) => {
    const [organization] = await registerOrganizations(tx, call, [{ divisionCode: PLACES.dongsheng, kind: 'socialServiceOrg', name, contactName: '其木格', phone: '0477-8321456' } as never]);
    const { organizationId } = organization as { organizationId: string };
    const [resource] = await addResources(tx, call, [{
      homeCode: PLACES.dongsheng, reachCodes: [PLACES.dongsheng], organizationId, providerName: name, providerKind: 'organization', kind: 'people', items: options.items ?? ['meals'],
      ...(options.oneAtATime === undefined ? {} : { oneAtATime: options.oneAtATime }), capacity: { quantity: options.quantity === undefined ? 10 : options.quantity, unit: 'personTimes', per: 'week' },
    } as never]);
    return { organizationId, resourceId: resource!.resourceId, manager: { ...manager, organizationId } };
  }).then(async (provider) => {
    if (options.hasManager !== false) await makeAccount(db, provider.manager);
    return provider;
  });
}

/** An account and a grant for an actor of a test, so that duties find their owner. */
export async function makeAccount(db: TestDatabase, actor: Actor): Promise<void> {
  const passwordHash = await hashPassword('correct-horse');
  await db.platform.database.transaction(doorScope(actor.city), async (tx) => {
    await addAccount(tx, { id: actor.accountId, username: `u${++made}-${actor.role.toLowerCase()}`, passwordHash, name: actor.name, personId: actor.personId, language: 'zh' });
    await addGrant(tx, { id: actor.grantId, accountId: actor.accountId, role: actor.role as never, divisionCode: actor.divisionCode, organizationId: actor.organizationId, fromOn: '2024-01-01', untilOn: null });
  });
}

/** A resident of a community with a verified need. `consentTo`: agreed to be referred to that organisation. */
export async function makeNeed(db: TestDatabase, worker: Actor, options: { item?: ItemCode; quantity?: number; consentTo?: string; isVerified?: boolean; place?: string } = {}): Promise<{ personId: string; needId: string }> {
  return db.as(worker, async (tx, call) => {
    const divisionCode = options.place ?? PLACES.hangkong;
    const [person] = await registerPeople(tx, call, [{ divisionCode, fullName: `张秀英${++made}`, birthDate: '1944-05-06', phones: ['13847701234'], address: `航空社区 ${made} 号楼 301` }]);
    const personId = person!.personId!;
    const consents = [{ personId, divisionCode, purpose: 'serviceMatching' as const, basis: 'consent' as const, givenHow: 'spoken' as const, givenOn: call.today }];
    await giveConsents(tx, call, [...consents, ...(options.consentTo ? [{ ...consents[0]!, purpose: 'referral' as const, receiverOrganizationId: options.consentTo }] : [])]);
    const [need] = await recordNeeds(tx, call, [{ personId, divisionCode, item: options.item ?? 'meals', urgency: 2, quantity: options.quantity ?? 1, channel: 'homeInquiry', heardOn: call.today }]);
    if (options.isVerified !== false) await verifyNeeds(tx, call, [need!.needId]);
    return { personId, needId: need!.needId };
  });
}

/** A proposal as a match run leaves it, written as the run's job would. */
export async function makeProposal(db: TestDatabase, worker: Actor, needId: string, resourceId: string, divisionCode = PLACES.hangkong): Promise<{ runId: string; proposalId: string }> {
  const [runId, proposalId] = [newId(), newId()];
  await db.owner.query(`insert into match_run (city, id, division_code, status, as_of, weights, requested_by, requested_at) values ('1506', $1, '1506', 'proven', '2026-03-02', $3, $2, now())`, [runId, worker.accountId, JSON.stringify({ ...WEIGHTS, floors: FLOORS })]);
  await db.owner.query(`insert into proposal (city, id, division_code, run_id, need_id, resource_id, units, why) values ('1506', $1, $2, $3, $4, $5, 1, '{}')`, [proposalId, divisionCode, runId, needId, resourceId]);
  return { runId, proposalId };
}
