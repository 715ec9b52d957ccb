import { expect, test } from 'vitest';
import { backAfterSignIn } from './back.ts';

test('after signing in one goes back to a page of ours, never to another site', () => {
  expect(backAfterSignIn('/needs?status=open')).toBe('/needs?status=open');
  for (const other of [undefined, '', 'https://x.org', '//x.org', '/\\x.org', '/sign-in?back=/needs']) expect(backAfterSignIn(other)).toBe('/');
});
