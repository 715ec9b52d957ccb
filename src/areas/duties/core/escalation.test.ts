import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/local-date.ts';
import { decideOwner, isOrphan, waysUp, type Holder, type OwnedDuty } from './escalation.ts';

const PLACE = '150602001003';
const duty = (more: Partial<OwnedDuty> = {}): OwnedDuty => ({
  divisionCode: PLACE, ownerRole: 'stationWorker', ownerDivision: PLACE, ownerAccountId: 'worker', isPartys: false, dueOn: '2026-03-01', status: 'open', escalatedLevel: 0, escalatedOn: null, ...more,
});
const holders: Holder[] = [
  { accountId: 'worker', name: '王', role: 'stationWorker', divisionCode: PLACE }, { accountId: 'lead', name: '李', role: 'stationLead', divisionCode: '150602001' },
  { accountId: 'street', name: '赵', role: 'officer', divisionCode: '150602001' }, { accountId: 'city', name: '云', role: 'officer', divisionCode: '1506' },
];

test('a duty three working days overdue goes to the lead, three working days later to the street, then past an empty post to the city, and stays there', () => {
  expect(decideOwner(duty(), holders, '2026-03-03')).toBeNull();
  expect(decideOwner(duty(), holders, '2026-03-04')).toMatchObject({ action: 'escalated', holder: { accountId: 'lead' }, escalatedLevel: 1 });
  const atLead = duty({ ownerRole: 'stationLead', ownerDivision: '150602001', ownerAccountId: 'lead', escalatedLevel: 1, escalatedOn: '2026-03-04' });
  expect(decideOwner(atLead, holders, '2026-03-08')).toBeNull(); // a Sunday: three days by the calendar were reached on the Saturday
  expect(decideOwner(atLead, holders, '2026-03-09')).toMatchObject({ holder: { accountId: 'street' }, escalatedLevel: 2 });
  const atStreet = { ...atLead, ownerRole: 'officer' as const, ownerAccountId: 'street', escalatedLevel: 2, escalatedOn: '2026-03-09' };
  expect(decideOwner(atStreet, holders, '2026-03-12')).toMatchObject({ holder: { accountId: 'city' }, escalatedLevel: 3 });
  expect(decideOwner({ ...atStreet, ownerDivision: '1506', ownerAccountId: 'city', escalatedOn: '2026-03-12' }, holders, '2026-04-10')).toBeNull();
});

test('whoever leaves leaves no duty behind: it goes at once to the same post, or up', () => {
  const gone = duty({ ownerAccountId: 'left', dueOn: '2026-05-01' });
  expect(decideOwner(gone, holders, '2026-03-01')).toMatchObject({ action: 'assigned', holder: { accountId: 'worker' }, escalatedLevel: 0 });
  expect(decideOwner(gone, holders.slice(1), '2026-03-01')).toMatchObject({ action: 'assigned', holder: { accountId: 'lead' } });
});

test('what an organisation leaves lying goes to the station', () => {
  const theirs = duty({ ownerRole: 'organizationManager', ownerAccountId: null, isPartys: true });
  expect(decideOwner(theirs, holders, '2026-03-02')).toBeNull();
  expect(decideOwner(theirs, holders, '2026-03-04')).toMatchObject({ holder: { accountId: 'worker' }, escalatedLevel: 1 });
});

test('the station stands in for an organisation only while nobody there can sign in', () => {
  const manager: Holder = { accountId: 'manager', name: '其木格', role: 'organizationManager', divisionCode: '150602', organizationId: 'o1' };
  const standsIn = duty({ organizationId: 'o1', dueOn: '2026-05-01' });
  expect(decideOwner(standsIn, holders, '2026-03-02')).toBeNull();
  expect(decideOwner(standsIn, [...holders, manager], '2026-03-02')).toMatchObject({ action: 'assigned', holder: { accountId: 'manager' }, escalatedLevel: 0 });
  expect(decideOwner({ ...standsIn, escalatedLevel: 1 }, [...holders, manager], '2026-03-02')).toBeNull(); // what has risen is not handed down behind anybody's back
  const theirs = duty({ ownerRole: 'organizationManager', ownerAccountId: 'manager', isPartys: true, organizationId: 'o1', dueOn: '2026-05-01' });
  expect(decideOwner(theirs, [...holders, manager], '2026-03-02')).toBeNull();
  expect(decideOwner(theirs, holders, '2026-03-02')).toMatchObject({ action: 'assigned', holder: { accountId: 'worker' } });
  expect(decideOwner(theirs, [...holders, { ...manager, accountId: 'next' }], '2026-03-02')).toMatchObject({ holder: { accountId: 'next' } });
});

test('what an organisation owes of which nobody can sign in is the nearest station’s, before it is late: never on nobody’s list', () => {
  const manager: Holder = { accountId: 'manager', name: '其木格', role: 'organizationManager', divisionCode: '150602', organizationId: 'o1' };
  const theirs = duty({ divisionCode: '150602', ownerRole: 'organizationManager', ownerDivision: '150602', ownerAccountId: null, isPartys: true, organizationId: 'o1', dueOn: '2026-05-01' });
  const hub: Holder = { accountId: 'hub', name: '高晓燕', role: 'stationWorker', divisionCode: '1506' };
  const lead: Holder = { accountId: 'banner', name: '苏日娜', role: 'stationLead', divisionCode: '150602' };
  expect(decideOwner(theirs, [hub, lead], '2026-03-02')).toMatchObject({ action: 'assigned', holder: { accountId: 'banner' }, escalatedLevel: 0 });
  expect(decideOwner(theirs, [hub], '2026-03-02')).toMatchObject({ holder: { accountId: 'hub' } });
  expect(decideOwner(theirs, [holders[3]!], '2026-03-02')).toMatchObject({ holder: { accountId: 'city' } });
  expect(decideOwner(theirs, [hub, lead, manager], '2026-03-02')).toBeNull(); // the organisation sees it as its own
});

const RUNS = 2000;
test(`in no reachable state does an overdue open duty lack an owner while anybody on its way up holds a post (${RUNS} random histories)`, () => {
  const posts = waysUp(PLACE);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('come' as const), post: fc.nat(posts.length - 1), who: fc.nat(9) }),
    fc.record({ kind: fc.constant('leave' as const), who: fc.nat(9) }),
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ kind: fc.constant('handOn' as const), who: fc.nat(9) }),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, isPartys) => {
    let today = '2026-03-01';
    let held: Holder[] = [];
    let present = duty(isPartys ? { ownerRole: 'organizationManager', ownerAccountId: null, isPartys } : { ownerAccountId: null });
    for (const act of steps) {
      if (act.kind === 'come') held = [...held, { accountId: `a${act.who}`, name: '', ...posts[act.post]! }];
      if (act.kind === 'leave') held = held.filter(({ accountId }) => accountId !== `a${act.who}`);
      if (act.kind === 'days') today = addDays(today, act.days);
      if (act.kind === 'handOn') {
        const to = held.find(({ accountId }) => accountId === `a${act.who}`);
        if (to) present = { ...present, ownerAccountId: to.accountId, ownerRole: to.role, ownerDivision: to.divisionCode };
      }
      const change = decideOwner(present, held, today);
      if (change) {
        expect(change.escalatedLevel).toBeGreaterThanOrEqual(present.escalatedLevel);
        present = {
          ...present, ownerAccountId: change.holder.accountId, ownerRole: change.holder.role, ownerDivision: change.holder.divisionCode, escalatedLevel: change.escalatedLevel,
          isPartys: present.isPartys && change.action !== 'escalated', ...(change.action === 'escalated' ? { escalatedOn: today } : {}),
        };
      }
      if (held.length > 0) expect(isOrphan(present, held)).toBe(false);
      expect(present.status).toBe('open');
    }
  }), { numRuns: RUNS, seed: 20260302 });
});
