import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asCannotStart } from '../platform/server/embedded/cannot-start.ts';
import { makeVault, type Vault } from '../platform/server/vault.ts';
import { SettingWrong, type Settings } from './settings.ts';

/** The vault under the key of this installation: SANSHE_KEY, or the file `key` of the data folder, made at the first start. */
export function openVault(settings: Settings): Vault {
  if (settings.key) {
    if (!/^[0-9a-f]{64}$/i.test(settings.key)) throw new SettingWrong('SANSHE_KEY', '…');
    return makeVault(Buffer.from(settings.key, 'hex'));
  }
  const file = join(settings.dataFolder, 'key');
  try {
    makeKey(settings.dataFolder, file);
    return makeVault(Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'));
  } catch (error) {
    throw asCannotStart(error, settings.dataFolder);
  }
}

function makeKey(folder: string, file: string): void {
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // written beside and renamed, so that a crash leaves a whole key or none
    const making = `${file}.${process.pid}`;
    writeFileSync(making, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    renameSync(making, file);
  }
  chmodSync(file, 0o600);
}
