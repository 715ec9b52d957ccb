import { expect, test } from 'vitest';
import { ROLES, type Role } from '../../../kernel/role.ts';
import { checkClosing, checkEnding, checkGrant, mayGive, whyNotKept, type HeldGrant, type KeptAccount, type Keeper } from './account.ts';
import { keepsRule, PASSWORD_RULES, passwordFrom, weaknessOf } from './password.ts';

const TODAY = '2026-03-02';
const [CITY, BANNER, STREET, COMMUNITY, OTHER] = ['1506', '150602', '150602001', '150602001003', '150621'];
const keeper = (role: Role, divisionCode: string, untilOn: string | null = null): Keeper => ({ accountId: 'me', role, divisionCode, untilOn });
const held = (role: Role, divisionCode: string, more: Partial<HeldGrant> = {}): HeldGrant => ({ id: `${role} ${divisionCode}`, role, divisionCode, organizationId: null, fromOn: '2024-01-01', untilOn: null, ...more });
const account = (...grants: HeldGrant[]): KeptAccount => ({ id: 'other', personId: null, isClosed: false, grants });
const given = (role: Role, divisionCode: string, more = {}) => ({ role, divisionCode, organizationId: null, fromOn: TODAY, untilOn: null, ...more });
const there = { divisionExists: true, organizationDivision: null };
const codeOf = (result: { ok: boolean; refusal?: { code: string; field?: unknown } }) => (result.ok ? 'ok' : `${result.refusal!.code}${result.refusal!.field ? ` at ${String(result.refusal!.field)}` : ''}`);

test('nobody gives a grant wider than his own, whatever the role and the place', () => {
  let tried = 0;
  for (const giver of ROLES) {
    for (const from of [CITY, BANNER, STREET, COMMUNITY]) {
      for (const role of ROLES) {
        for (const to of [CITY, BANNER, STREET, COMMUNITY, OTHER]) {
          tried += 1;
          if (!mayGive({ role: giver, divisionCode: from }, { role, divisionCode: to })) continue;
          expect([giver, from, role, to, to.startsWith(from)]).toEqual([giver, from, role, to, true]);
          if (giver === 'officer' || (giver === 'stationLead' && role === 'stationLead')) expect(to.length).toBeGreaterThan(from.length);
          if (giver !== 'administrator') expect(['administrator', 'auditor', 'finance', 'reviewer', 'incubatorManager']).not.toContain(role);
          expect(['administrator', 'officer', 'stationLead']).toContain(giver);
        }
      }
    }
  }
  console.log(`tried ${tried}`);
});

test('a station lead gives the roles of his own station and nothing to an officer', () => {
  const lead = keeper('stationLead', STREET);
  expect(codeOf(checkGrant(lead, account(), given('stationWorker', STREET), there, TODAY))).toBe('ok');
  expect(codeOf(checkGrant(lead, account(), given('stationLead', COMMUNITY), there, TODAY))).toBe('ok');
  expect(codeOf(checkGrant(lead, account(), given('stationLead', STREET), there, TODAY))).toBe('placeNotYours at divisionCode');
  expect(codeOf(checkGrant(lead, account(), given('officer', COMMUNITY), there, TODAY))).toBe('roleNotYours at role');
  expect(codeOf(checkGrant(lead, account(), given('stationWorker', BANNER), there, TODAY))).toBe('placeNotYours at divisionCode');
});

test('every reason against a grant is named at its field', () => {
  const admin = keeper('administrator', CITY);
  const ask = (who: Keeper, whose: KeptAccount, grant: ReturnType<typeof given>, behind = there) => codeOf(checkGrant(who, whose, grant, behind as never, TODAY));
  expect(ask(admin, { ...account(), id: 'me' }, given('finance', CITY))).toBe('ownAccount');
  expect(ask(admin, { ...account(), isClosed: true }, given('finance', CITY))).toBe('accountClosed');
  expect(ask(admin, account(), given('finance', CITY), { divisionExists: false, organizationDivision: null })).toBe('noDivision at divisionCode');
  expect(ask(admin, account(), given('organizationManager', CITY))).toBe('organizationWanted at organizationId');
  expect(ask(admin, account(), given('organizationManager', BANNER, { organizationId: 'o' }))).toBe('organizationNotYours at organizationId');
  expect(ask(keeper('officer', BANNER), account(), given('organizationManager', STREET, { organizationId: 'o' }), { divisionExists: true, organizationDivision: OTHER } as never)).toBe('organizationNotYours at organizationId');
  expect(ask(admin, account(), given('resident', COMMUNITY))).toBe('personWanted at personId');
  expect(ask(admin, account(), given('finance', CITY, { fromOn: '2026-03-01' }))).toBe('fromIsPast at fromOn');
  expect(ask(admin, account(), given('finance', CITY, { untilOn: '2026-03-01' }))).toBe('untilBeforeFrom at untilOn');
  expect(ask(keeper('administrator', CITY, '2026-06-30'), account(), given('finance', CITY))).toBe('outlastsYours at untilOn');
  expect(ask(keeper('administrator', CITY, '2026-06-30'), account(), given('finance', CITY, { untilOn: '2026-06-30' }))).toBe('ok');
  expect(ask(admin, account(held('finance', CITY)), given('finance', CITY))).toBe('grantHeldAlready at role');
  expect(ask(admin, account(held('finance', CITY, { untilOn: '2026-03-01' })), given('finance', CITY))).toBe('ok');
  expect(ask(admin, account(held('auditor', CITY)), given('administrator', CITY))).toBe('keeperAndAuditor at role');
  expect(ask(admin, account(held('administrator', CITY)), given('auditor', BANNER))).toBe('keeperAndAuditor at role');
});

test('an account that can do more than its keeper may give is kept by somebody above; grants that are over do not count', () => {
  const lead = keeper('stationLead', STREET);
  expect(whyNotKept(lead, account(held('stationWorker', STREET)), TODAY)).toBeNull();
  expect(whyNotKept(lead, account(held('stationWorker', STREET), held('officer', STREET)), TODAY)).toEqual({ code: 'accountAboveYours' });
  expect(whyNotKept(lead, account(held('stationWorker', STREET), held('officer', STREET, { untilOn: '2026-02-01' })), TODAY)).toBeNull();
  expect(whyNotKept(lead, { ...account(), id: 'me' }, TODAY)).toEqual({ code: 'ownAccount' });
});

test('the last administrator of a city stays; one whose grant runs out does not count as the next', () => {
  const admin = keeper('administrator', CITY);
  const grant = held('administrator', CITY);
  const other = account(grant);
  const me = { accountId: 'me', grantId: 'mine', untilOn: null };
  const them = { accountId: 'other', grantId: grant.id, untilOn: null };
  expect(codeOf(checkEnding(admin, other, grant, [me, them], TODAY))).toBe('ok');
  expect(codeOf(checkEnding(admin, other, grant, [{ ...me, untilOn: '2026-04-01' }, them], TODAY))).toBe('lastAdministrator');
  expect(codeOf(checkEnding(admin, other, grant, [them], TODAY))).toBe('lastAdministrator');
  expect(codeOf(checkClosing(admin, other, [them], TODAY))).toBe('lastAdministrator');
  expect(codeOf(checkClosing(admin, other, [me, them], TODAY))).toBe('ok');
  expect(codeOf(checkClosing(admin, account(held('finance', CITY)), [me], TODAY))).toBe('ok');
});

test('the rules that are ticked beforehand are those that refuse afterwards', () => {
  for (const password of ['', 'short-1A', '1234567890', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'Worker-2026-spring', 'the grass is green in june', 'Brand-new-2026']) {
    expect([password, PASSWORD_RULES.every((rule) => keepsRule(rule, password, 'worker'))]).toEqual([password, weaknessOf(password, 'worker') === null]);
  }
  expect(PASSWORD_RULES.filter((rule) => keepsRule(rule, 'worker-1', 'worker'))).toEqual(['kinds', 'varied']);
});

test('a password that is handed over passes the rule for passwords, and easy ones do not', () => {
  for (let i = 0; i < 256; i++) {
    const password = passwordFrom(Uint8Array.from({ length: 16 }, (_, j) => (i * 31 + j * 97) % 256));
    expect(password).toMatch(/^[A-Za-z2-9]{4}-[A-Za-z2-9]{4}-[A-Za-z2-9]{4}$/);
    expect(weaknessOf(password, 'worker')).toBeNull();
  }
  for (const easy of ['short-1A', '1234567890', 'abcdefghij', 'aaaaaaaaaaaaaaaaaaaaaaaa', 'Aa1Aa1Aa1Aa1']) expect([easy, weaknessOf(easy, 'worker')?.code]).toEqual([easy, 'passwordTooEasy']);
  expect(weaknessOf('Worker-2026-spring', 'worker')).toEqual({ code: 'passwordHoldsName' });
  expect(weaknessOf('the grass is green in june', 'worker')).toBeNull();
});
