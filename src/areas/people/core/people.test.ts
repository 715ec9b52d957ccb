import { expect, test } from 'vitest';
import { admitConsent } from './consent.ts';
import { checkPerson } from './check-person.ts';
import { maskName, maskPhone, maskResidentId } from './mask.ts';
import { readPhone } from './phone.ts';
import { personName } from './text.ts';

test('what identifies a person is masked the same way everywhere', () => {
  expect(maskResidentId('150699198501011239')).toBe('150699********1239');
  expect([maskPhone('19900006556'), maskPhone('0477-8591234'), maskPhone('8591234')]).toEqual(['199****6556', '0477-***1234', '***1234']);
  expect([maskName('王小明'), maskName('乌云其其格'), maskName('𠀀文')]).toEqual(['王**', '乌**', '𠀀**']);
});

test('a phone is understood in the ways people write it', () => {
  for (const typed of ['19900006556', '199 0000 6556', '+86 19900006556', '０１９９'.slice(1) + '00006556', '0086-199-0000-6556']) expect(readPhone(typed), typed).toEqual({ phone: '19900006556', kind: 'mobile' });
  expect(readPhone('(0477)8591234')).toEqual({ phone: '0477-8591234', kind: 'landline' });
  expect([readPhone('1990000655'), readPhone('1.99E+10')]).toEqual([{ fault: 'phoneLength' }, { fault: 'phoneCut' }]);
});

test('names are one field; look-alike dots become one', () => {
  expect([personName('张　三'), personName('阿拉腾・乌拉')]).toEqual(['张三', '阿拉腾·乌拉']);
});

test('consent keeps to the law’s four demands', () => {
  const consent = { purpose: 'serviceMatching' as const, basis: 'consent' as const, givenOn: '2026-03-01' };
  const code = (...asked: Parameters<typeof admitConsent>) => { const result = admitConsent(...asked); return result.ok ? 'ok' : result.refusal.code; };
  expect(code(consent, '1950-01-01', '2026-03-02')).toBe('ok');
  expect(code(consent, '2012-03-02', '2026-03-02')).toBe('guardianMustConsent');
  expect(code(consent, '2012-03-01', '2026-03-02')).toBe('ok');
  expect(code({ ...consent, basis: 'guardianConsent' }, '2020-01-01', '2026-03-02')).toBe('ok');
  expect(code({ ...consent, purpose: 'referral' }, null, '2026-03-02')).toBe('receiverMissing');
  expect(code({ ...consent, purpose: 'photo', basis: 'statutoryDuty' }, null, '2026-03-02')).toBe('noDutyToPublish');
  expect(code({ ...consent, givenOn: '2026-03-03' }, null, '2026-03-02')).toBe('consentInFuture');
});

test('what is typed about one person must agree with itself', () => {
  const code = (person: Parameters<typeof checkPerson>[0]) => { const result = checkPerson(person, '2026-03-02'); return result.ok ? 'ok' : result.refusal.code; };
  const residentId = '150699198501011239';
  expect([code({ residentId, sex: 'male', birthDate: '1985-01-01' }), code({ residentId, sex: 'female' }), code({ residentId, birthDate: '1985-01-02' }), code({ birthDate: '2026-03-03' })]).toEqual(['ok', 'sexDisagrees', 'birthDateDisagrees', 'bornInFuture']);
  expect([code({ residentId: 'E12345678', idType: 'passport' }), code({ phones: ['123'] }), code({})]).toEqual(['ok', 'phoneLength', 'ok']);
});
