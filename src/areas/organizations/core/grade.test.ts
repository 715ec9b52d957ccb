import { expect, test } from 'vitest';
import { addYears, checkGrade, gradeOn, lastDayOfGrade } from './grade.ts';

test('a grade counts to and including its last day, and is no grade the day after', () => {
  const grades = [{ grade: 3, grantedOn: '2021-07-01', validUntil: '2026-06-30' }];
  expect(gradeOn(grades, '2026-06-30')?.grade).toBe(3);
  expect(gradeOn(grades, '2026-07-01')).toBeNull();
  expect(gradeOn(grades, '2021-06-30')).toBeNull();
  expect(lastDayOfGrade('2021-07-01')).toBe('2026-06-30');
});

test('of two that are valid the one granted last counts, be it lower', () => {
  const grades = [{ grade: 5, grantedOn: '2022-01-01', validUntil: '2026-12-31' }, { grade: 4, grantedOn: '2025-01-01', validUntil: '2029-12-31' }, { grade: 2, grantedOn: null, validUntil: '2030-01-01' }];
  expect(gradeOn(grades, '2026-03-02')?.grade).toBe(4);
});

test('a filed organisation is not graded, nor one registered less than two years before', () => {
  const grade = { grade: 3, grantedOn: '2026-01-01', validUntil: '2030-12-31' };
  expect(checkGrade({ kind: 'communitySocialOrg', registeredOn: null }, grade, '2026-03-02')).toMatchObject({ refusal: { code: 'kindHasNoGrade' } });
  expect(checkGrade({ kind: 'foundation', registeredOn: '2024-01-02' }, grade, '2026-03-02')).toMatchObject({ refusal: { code: 'gradeTooEarly', from: '2026-01-02' } });
  expect(checkGrade({ kind: 'foundation', registeredOn: '2024-01-01' }, grade, '2026-03-02').ok).toBe(true);
  expect(checkGrade({ kind: 'foundation', registeredOn: null }, { ...grade, validUntil: '2025-12-31' }, '2026-03-02')).toMatchObject({ refusal: { code: 'gradeEndsBeforeItBegins' } });
  expect(addYears('2024-02-29', 1)).toBe('2025-03-01');
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
});
