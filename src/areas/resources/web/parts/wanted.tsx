import { useEffect } from 'react';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { To, useAddress } from '../../../../platform/web/navigation.tsx';
import { language, say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';
import type { NeedFile } from '../../../needs/core/contract.ts';
import { saySlots } from '../../../needs/web/parts/slots.tsx';
import type { ResourceAnswer } from '../../core/contract.ts';
import '../resources.css';
import { sayCapacity, sayReach } from './resource-words.tsx';
import { readWanted } from './wanted-path.ts';

const joined = (parts: string[]): string => parts.filter(Boolean).join(language() === 'zh' ? '、' : ', ');
const label = (key: string) => say(`resources.field.${key}`);

/** 为了航空社区的助餐：把“服务范围”从“新园社区”改为“新园社区、航空社区”。And the field to change has the focus, where it is on the page. */
export function WantedChange({ resource }: { resource: ResourceAnswer }) {
  const [wanted] = useAddress(readWanted);
  const may = useMay();
  const need = useQueryOf<NeedFile>('/api/needs/:needId', { needId: wanted?.for }, { enabled: wanted !== null && may('need.read') }).data;
  const place = useQueryOf<{ items: { code: string; name: string }[] }>('/api/divisions', { q: wanted?.reach, limit: 1 }, { enabled: wanted?.reach !== undefined }).data?.items[0];
  const first = wanted?.reach ? '[data-field="reachCodes"] input' : wanted?.language ? '[data-field="languages"] input' : wanted?.sex ? '[data-field="workerSexes"] input' : wanted?.slot ? `[data-slot="${wanted.slot}"]` : null;
  useEffect(() => {
    const field = first ? document.querySelector<HTMLElement>(first) : null;
    field?.focus({ preventScroll: true });
    field?.closest('.field')?.scrollIntoView({ block: 'center' });
  }, [first]);
  if (!wanted) return null;
  const change = (field: string, from: string, to: string) => say(from ? 'resources.wanted.change' : 'resources.wanted.add', { field, from, to });
  const { reach, language: spoken, sex, slot, units, qualification, confirm } = wanted;
  const languages = resource.languages.map((code) => say(`resources.language.${code}`)), sexes = resource.workerSexes.map((one) => say(`resources.workerSex.${one}`));
  const changes = [
    reach && change(label('reachCodes'), sayReach(resource), joined([sayReach(resource), place?.name ?? reach])), spoken && change(label('languages'), joined(languages), joined([...languages, say(`resources.language.${spoken}`)])),
    sex && change(label('workerSexes'), joined(sexes), joined([...sexes, say(`resources.workerSex.${sex}`)])), slot && change(say('needs.field.slots'), saySlots(resource.slots), saySlots([...(resource.slots ?? []), slot])),
    confirm && say('resources.wanted.confirm', { from: sayCapacity(resource.capacity) }), units && say('resources.wanted.units', { count: units, from: sayCapacity(resource.capacity) }), qualification && say('resources.wanted.qualification', { qualification }),
  ].filter((words): words is string => Boolean(words));
  if (changes.length === 0) return null;
  return (
    <div className="resources-wanted" role="note">
      <p><strong>{need ? say('resources.wanted.for', { place: need.divisionPath.at(-1) ?? '', item: say(`needs.item.${need.item}`) }) : say('resources.wanted.forSome')}</strong>{changes.join(say('resources.wanted.join'))}{say('resources.wanted.end')}</p>
      {need && <To path={`/needs/${need.id}?tab=match`}>{say('resources.wanted.toNeed')}</To>}
    </div>
  );
}
