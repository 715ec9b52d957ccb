import { makeVault } from '../../src/platform/server/vault.ts';

export type TestServer = { host: string; port: number; user: string; password: string; database: string };

export const TEST_CITY = '1506';
export const testVault = makeVault(Buffer.alloc(32, 7));
