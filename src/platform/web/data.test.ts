import { expect, test } from 'vitest';
import { queries, SESSION } from './data.ts';

test('the session is kept for as long as the page is open, however long nobody touches it', () => {
  expect(queries.getQueryDefaults(SESSION).gcTime).toBe(Infinity);
});
