import type { Settings } from './settings.ts';

export async function importForReal(_kind: string, _files: string[], _asOf: string, _asJson: boolean, _settings: Settings): Promise<number> {
  throw new Error('not yet');
}
