import { useQueryOf } from '../../../../platform/web/data.ts';
import { listed } from '../../../../platform/web/format.ts';
import { To } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';

/** The files of an import, for the chip over a list that shows only what it brought; who may open the import gets there from it. */
export function ImportName({ id }: { id: string }) {
  const mayRead = useMay()('import.read');
  const made = useQueryOf<{ fileNames: string[] }>('/api/imports/:importId', { importId: id }, { kinds: [], enabled: mayRead, quietly: true });
  return made.data ? <To path={`/imports/${id}`}>{listed(made.data.fileNames)}</To> : <span>{say('needs.oneImport')}</span>;
}
