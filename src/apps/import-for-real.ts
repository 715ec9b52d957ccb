import type { Kind } from '../areas/imports/core/fields.ts';
import { runMessages } from '../areas/imports/core/run-messages.ts';
import { listLines } from '../areas/imports/server/lines.ts';
import { beginImport, understandFiles } from '../areas/imports/server/operations.ts';
import { getImportRecord } from '../areas/imports/server/queries.ts';
import type { FileIn } from '../areas/imports/server/read-job.ts';
import { inBatch, runFor } from '../areas/imports/server/run.ts';
import { systemActor } from '../platform/server/call.ts';
import type { Platform } from '../platform/server/perform.ts';
import { withFoundation } from './commands.ts';
import { write } from './output.ts';
import type { Settings } from './settings.ts';

export type RealImport = { kind: Kind; files: FileIn[]; asOf: string; statesConsent: boolean };

const LINES_TOGETHER = 500;

/** The same steps as the wizard's, without its waiting: understand, begin, batch after batch. Answers the import, or the refusal of a file. */
export async function bringIn(platform: Platform, { kind, files, asOf, statesConsent }: RealImport): Promise<{ importId: string } | { refusal: { code: string; file?: string } }> {
  const actor = systemActor(platform.city);
  // refused means rolled back: the transaction must not commit what was stored on the way to the refusal
  class Refused extends Error { readonly refusal: { code: string; file?: string }; constructor(refusal: { code: string; file?: string }) { super(refusal.code); this.refusal = refusal; } }
  try {
    const importId = await inBatch(platform, actor, async (tx, call) => {
      const understood = await understandFiles(tx, call, kind, files, asOf);
      if (!understood.ok) throw new Refused(understood.refusal);
      return understood.value.importId;
    });
    const begun = await inBatch(platform, actor, (tx, call) => beginImport(tx, call, { importId, statesConsent }, false));
    if (begun.ok) await runFor(platform, actor, importId);
    return { importId };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

/** `sanshe import` for real: as the system over the whole city. Twice adds nothing. */
export function importForReal(real: RealImport, asJson: boolean, settings: Settings): Promise<number> {
  return withFoundation(settings, true, async ({ platform }) => {
    const ended = await bringIn(platform, real);
    if ('refusal' in ended) {
      const say = (language: 'zh' | 'en') => (runMessages[language] as Record<string, string>)[`imports.refusal.${ended.refusal.code}`] ?? ended.refusal.code;
      console.error(`${ended.refusal.file ?? real.files.map(({ name }) => name).join(' ')}: ${say('zh')} / ${say('en')}`);
      return 1;
    }
    const actor = systemActor(platform.city);
    const made = await inBatch(platform, actor, (tx) => getImportRecord(tx, ended.importId));
    if (asJson) {
      for (let after: number | null = -1; after !== null;) {
        const from: number = after;
        const page = await inBatch(platform, actor, (tx, call) => listLines(tx, call, made, from, LINES_TOGETHER));
        await write(page.lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        after = page.last;
      }
    }
    const { imported, merged, refused, notARow } = made.counts;
    console.error(`导入 ${imported} · 合并 ${merged} · 退回 ${refused} · 非数据行 ${notARow} · 共 ${made.rowsTotal} 行 / imported ${imported} · merged ${merged} · refused ${refused} · not a row ${notARow}`);
    return 0;
  });
}
