import { expect, test } from 'vitest';
import { admitByLink, admitTerm, stateOfOwnerLink } from './owner-link.ts';

const TODAY = '2026-03-02';

test('a link opens until its last day is over, or until it is taken back', () => {
  const of = (expiresOn: string, revokedOn: string | null = null) => stateOfOwnerLink({ expiresOn, revokedOn }, TODAY);
  expect([of('2026-03-02'), of('2026-03-01'), of('2026-06-01', '2026-03-02')]).toEqual(['open', 'over', 'revoked']);
  expect(admitByLink({ expiresOn: '2026-03-01', revokedOn: null }, TODAY)).toMatchObject({ refusal: { code: 'ownerLinkOver', on: '2026-03-01' } });
  expect(admitByLink({ expiresOn: '2026-03-01', revokedOn: '2026-02-01' }, TODAY)).toMatchObject({ refusal: { code: 'ownerLinkRevoked' } });
});

test('a link is given for a year at the most, and for no day that is past', () => {
  expect(['2026-03-01', '2026-03-02', '2027-03-02', '2027-03-03'].map((day) => { const admitted = admitTerm(day, TODAY); return admitted.ok ? 'ok' : admitted.refusal.code; })).toEqual(['ownerLinkOverAlready', 'ok', 'ok', 'ownerLinkTooLong']);
});
