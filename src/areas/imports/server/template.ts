import type { Call } from '../../../platform/server/call.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { GetTemplate } from '../core/contract.ts';
import { examplePlace, templateOf } from '../core/template.ts';
import { listDivisions } from './queries.ts';

/** A blank sheet whose example lives where the actor works. */
export async function downloadTemplate(tx: Tx, call: Call, { kind, language = call.language }: GetTemplate): Promise<FileAnswer> {
  const template = templateOf(kind, language, call.today, examplePlace(await listDivisions(tx), call.actor.divisionCode));
  const { writeTemplate } = await import('./write/template-sheet.ts'); // its library is large, and wanted only now and then
  return { fileName: template.fileName, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: await writeTemplate(template) };
}
