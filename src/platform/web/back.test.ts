import { expect, test } from 'vitest';
import { backAfterSignIn, backTo, hereAt, withBack } from './back.ts';

test('after signing in one goes back to a page of ours, never to another site', () => {
  expect(backAfterSignIn('/needs?status=open')).toBe('/needs?status=open');
  for (const other of [undefined, '', 'https://x.org', '//x.org', '/\\x.org', '/sign-in?back=/needs']) expect(backAfterSignIn(other)).toBe('/');
});

test('a page opened to change something keeps the way back to where it was begun, and never to another site', () => {
  const here = hereAt({ pathname: '/match', search: '?tab=notYet&item=meals&back=%2Fneeds' }, 'n1');
  expect(here).toBe('/match?tab=notYet&item=meals&at=n1');
  const query = new URL(withBack('/resources/r1?for=n1', here), 'http://x').searchParams;
  expect([query.get('for'), backTo(query.get('back')!)]).toEqual(['n1', here]);
  expect(withBack('/resources/r1', null)).toBe('/resources/r1');
  for (const other of [undefined, '', 'javascript:alert(1)', '//x.org', '/\\x.org']) expect(backTo(other)).toBeNull();
});
