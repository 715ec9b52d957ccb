import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVault, type Vault } from '../platform/server/vault.ts';
import { SettingWrong, type Settings } from './settings.ts';

/** The vault under the key of this installation: SANSHE_KEY, or the file `key` of the data folder, made at the first start. */
export function openVault(settings: Settings): Vault {
  if (settings.key) {
    if (!/^[0-9a-f]{64}$/i.test(settings.key)) throw new SettingWrong('SANSHE_KEY', '…');
    return makeVault(Buffer.from(settings.key, 'hex'));
  }
  const file = join(settings.dataFolder, 'key');
  if (!existsSync(file)) {
    mkdirSync(settings.dataFolder, { recursive: true });
    // written beside and renamed, so that a crash leaves a whole key or none
    const making = `${file}.${process.pid}`;
    writeFileSync(making, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    renameSync(making, file);
  }
  chmodSync(file, 0o600);
  return makeVault(Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'));
}
