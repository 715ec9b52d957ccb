import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROLES } from '../../../kernel/role.ts';
import { CODE_LENGTH, CODE_LETTERS, codeFrom, readCode, spokenCode } from '../../../kernel/spoken-code.ts';
import { messages } from './messages.ts';
import { ACTIONS, DUTY_OF, isLive, isReferralLate, STATUSES, takeStep, type ReferralStatus } from './referral.ts';

const referral = (status: ReferralStatus, scheduledFor: string | null = null) => ({ status, offeredOn: '2026-03-02', scheduledFor, clock: null, urgency: 1 });

test('each step starts the next one’s clock: in working days, five to agree a day, the one after it to record, five to confirm', () => {
  expect(takeStep(referral('offered'), 'accept', 'organizationManager', '2026-03-03')).toEqual({ ok: true, value: { status: 'accepted', dueOn: '2026-03-10' } });
  expect(takeStep(referral('accepted'), 'schedule', 'stationWorker', '2026-03-03', { on: '2026-03-10' })).toEqual({ ok: true, value: { status: 'scheduled', dueOn: '2026-03-11' } });
  expect(takeStep(referral('scheduled'), 'deliver', 'organizationManager', '2026-03-10', { on: '2026-03-10' })).toEqual({ ok: true, value: { status: 'delivered', dueOn: '2026-03-17' } });
  expect(takeStep(referral('accepted'), 'schedule', 'stationWorker', '2026-09-22', { on: '2026-09-30' })).toEqual({ ok: true, value: { status: 'scheduled', dueOn: '2026-10-08' } }); // over the holidays
  expect(takeStep(referral('delivered'), 'confirm', 'link', '2026-03-12')).toEqual({ ok: true, value: { status: 'confirmed', dueOn: null } });
});

test('from every state, every action, by every role: either a known state or a refusal with words, and nobody but the resident’s side confirms', () => {
  let looked = 0;
  for (const status of STATUSES) for (const action of ACTIONS) for (const role of [...ROLES, 'system', 'link'] as const) {
    looked += 1;
    const result = takeStep(referral(status), action, role, '2026-03-03');
    if (result.ok) expect(isLive(result.value.status) ? result.value.dueOn : null).toBe(result.value.dueOn);
    else for (const language of ['zh', 'en'] as const) expect(messages[language]).toHaveProperty([`referrals.refusal.${result.refusal.code}`]);
    if (result.ok && action === 'confirm') expect(['stationLead', 'stationWorker', 'socialWorker', 'resident', 'system', 'link']).toContain(role);
    if (result.ok && role === 'link') expect(action).toBe('confirm');
  }
  expect(looked).toBe(STATUSES.length * ACTIONS.length * (ROLES.length + 2));
});

test('every state that waits owes a duty, and is late after its last day, not on it', () => {
  for (const status of STATUSES) expect(status in DUTY_OF).toBe(isLive(status));
  expect([isReferralLate({ status: 'offered', dueOn: '2026-03-05' }, '2026-03-05'), isReferralLate({ status: 'offered', dueOn: '2026-03-05' }, '2026-03-06'), isReferralLate({ status: 'declined', dueOn: '2026-03-05' }, '2026-03-06')]).toEqual([false, true, false]);
});

test('“another reason” needs words; an appointment is not in the past, a delivery not in the future nor before the offer', () => {
  const code = (result: ReturnType<typeof takeStep>) => (result.ok ? 'ok' : result.refusal.code);
  expect(code(takeStep(referral('offered'), 'decline', 'stationWorker', '2026-03-03', { declineCode: 'other' }))).toBe('declineNeedsWords');
  expect(code(takeStep(referral('offered'), 'decline', 'stationWorker', '2026-03-03', { declineCode: 'other', words: '装修' }))).toBe('ok');
  expect(code(takeStep(referral('accepted'), 'schedule', 'stationWorker', '2026-03-03', { on: '2026-03-02' }))).toBe('appointmentInThePast');
  expect(code(takeStep(referral('accepted'), 'deliver', 'stationWorker', '2026-03-03', { on: '2026-03-04' }))).toBe('deliveredInTheFuture');
  expect(code(takeStep(referral('accepted'), 'deliver', 'stationWorker', '2026-03-03', { on: '2026-03-01' }))).toBe('deliveredBeforeOffer');
});

test('a service before the agreed day is recorded only by somebody who was told of that day; on it and after it nothing is asked', () => {
  const deliver = (on: string, isEarlier = false) => takeStep(referral('scheduled', '2026-03-10'), 'deliver', 'organizationManager', '2026-03-12', { on, isEarlier });
  expect(deliver('2026-03-09')).toEqual({ ok: false, refusal: { code: 'deliveredBeforeAgreed', on: '2026-03-09', agreedFor: '2026-03-10' } });
  expect(deliver('2026-03-09', true)).toMatchObject({ ok: true, value: { status: 'delivered' } });
  expect([deliver('2026-03-10').ok, deliver('2026-03-11').ok, deliver('2026-03-13', true).ok]).toEqual([true, true, false]);
});

test('codes have no letter or digit that is mistaken for another, hold more than 40 bits, and survive being spoken and typed (1000 cases)', () => {
  expect(CODE_LETTERS).not.toMatch(/[01OIL]/);
  expect(CODE_LENGTH * Math.log2(CODE_LETTERS.length)).toBeGreaterThan(40);
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
    const code = codeFrom(Buffer.from(bytes).toString('hex'));
    expect(code).toMatch(new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`));
    expect(readCode(spokenCode(code).toLowerCase())).toBe(code);
    expect(readCode(spokenCode(code).replaceAll(' ', '-'))).toBe(code);
  }), { numRuns: 1000 });
});

test('who holds a provider’s link takes the provider’s steps and never the resident’s, in no state', () => {
  for (const status of STATUSES) for (const action of ACTIONS) {
    const result = takeStep({ status, offeredOn: '2026-03-02', scheduledFor: null, clock: null, urgency: 2 }, action, 'partnerLink', '2026-03-02', { declineCode: 'full', on: '2026-03-02' });
    if (result.ok) expect(['accept', 'decline', 'schedule', 'deliver', 'fail']).toContain(action);
    if (result.ok) expect(takeStep({ status, offeredOn: '2026-03-02', scheduledFor: null, clock: null, urgency: 2 }, action, 'organizationManager', '2026-03-02', { declineCode: 'full', on: '2026-03-02' }).ok).toBe(true);
  }
});
