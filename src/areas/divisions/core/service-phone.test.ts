import { expect, test } from 'vitest';
import { servicePhone } from './service-phone.ts';

test('a service telephone is read as people write it and printed in one way', () => {
  for (const [typed, printed] of [['0477-8591234', '0477-8591234'], ['（0477）859 1234', '0477-8591234'], ['13900001234', '13900001234'], ['12345', '12345'], ['4001234567', '400-123-4567'], ['010 12345678', '010-12345678'], ['  ', null]] as const) {
    expect(servicePhone(typed), typed).toEqual({ ok: true, value: printed });
  }
  for (const typed of ['8591234', '110', '0477-85912', 'call us', '139000012345']) expect(servicePhone(typed), typed).toMatchObject({ ok: false, refusal: { code: 'notAPhone' } });
});
