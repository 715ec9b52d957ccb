import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreesWithKind, checkCreditCode, creditCodeCheck, kindOfCreditCode } from './credit-code.ts';
import { checkIdentity } from './organization.ts';

const VECTORS: [string, string | null][] = [
  ['51150699MJ000000XW', 'socialAssociation'], ['52150699MJ0000018R', 'socialServiceOrg'], ['53150699MJ0000026H', 'foundation'], ['54150699MJ00000424', 'residentsCommittee'],
  ['55150699MJ0000050U', 'residentsCommittee'], ['11150699000000000K', 'department'], ['91150699MA00000074', 'enterprise'], ['51150699MJ00000770', 'socialAssociation'],
  ['51150699MJ0000376X', 'socialAssociation'], ['51150699MJ0000421Y', 'socialAssociation'], ['51150699MJ0000296A', 'socialAssociation'], ['51999999MJ99999A71', 'socialAssociation'],
];

test('the codes of RULES §2.2 are right, also with the check value 31 folded to 0 and the check characters X, Y and A', () => {
  for (const [code, kind] of VECTORS) {
    expect([code, checkCreditCode(code).ok]).toEqual([code, true]);
    expect(kindOfCreditCode(code)).toBe(kind);
  }
  expect(creditCodeCheck('51150699MJ0000077')).toBe('0');
});

test('a right checksum with an unknown division is taken with a warning; V is refused by the alphabet, a miscopied code by its check', () => {
  expect(checkCreditCode('51999999MJ99999A71')).toMatchObject({ ok: true, value: { warnings: ['unknownDivision'] } });
  expect(checkCreditCode('51150699MJ000000XW')).toMatchObject({ value: { warnings: [] } });
  expect(checkCreditCode('51150699MJ000000XV')).toEqual({ ok: false, refusal: { code: 'usccCharacter', characters: 'V' } });
  expect(checkCreditCode('51150699MJ000001XW')).toEqual({ ok: false, refusal: { code: 'usccCheck' } });
  expect(checkCreditCode('51150699MJ00000')).toEqual({ ok: false, refusal: { code: 'usccLength', length: 15 } });
  expect(checkCreditCode('51150699MJOO00OOXW')).toEqual({ ok: false, refusal: { code: 'usccCharacter', characters: 'O' } });
});

test('what typing leaves behind is taken away: small letters, full width, blanks, a tab and a quote', () => {
  for (const typed of ['51150699mj000000xw', '５１１５０６９９ＭＪ００００００ＸＷ', '\t51150699 MJ 0000 00XW', "'51150699MJ000000XW"]) expect(checkCreditCode(typed)).toMatchObject({ ok: true, value: { uscc: '51150699MJ000000XW' } });
});

const RUNS = 3000;
test(`one wrong character is always caught (${RUNS} cases)`, () => {
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 }), fc.nat(17), fc.constantFrom(...alphabet), (signs, at, other) => {
    const right = signs.join('') + creditCodeCheck(signs.join(''));
    expect(checkCreditCode(right).ok).toBe(true);
    const wrong = right.slice(0, at) + other + right.slice(at + 1);
    if (wrong !== right) expect(checkCreditCode(wrong).ok).toBe(false);
  }), { numRuns: RUNS, seed: 7 });
});

test('kind and code agree; a filed organisation has no code; nothing is registered in the future', () => {
  const today = '2026-03-02';
  expect(agreesWithKind('51150699MJ000000XW', 'socialAssociation')).toBe(true);
  expect(checkIdentity({ kind: 'foundation', uscc: '51150699MJ000000XW' }, today)).toMatchObject({ refusal: { code: 'usccKindDisagrees' } });
  expect(checkIdentity({ kind: 'volunteerOrg', uscc: '51150699MJ000000XW' }, today)).toMatchObject({ refusal: { code: 'usccKindDisagrees' } });
  expect(checkIdentity({ kind: 'department', uscc: '11150699000000000K' }, today)).toMatchObject({ ok: true });
  expect(checkIdentity({ kind: 'communitySocialOrg', uscc: '51150699MJ000000XW' }, today)).toEqual({ ok: false, refusal: { code: 'filedHasNoUscc' } });
  expect(checkIdentity({ kind: 'communitySocialOrg', filingNo: '备2026-1' }, today)).toEqual({ ok: true, value: { uscc: null } });
  expect(checkIdentity({ kind: 'foundation', registeredOn: '2026-03-03' }, today)).toMatchObject({ refusal: { code: 'registeredLater' } });
});
