import { useQueryOf } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';

type NeedLine = { id: string; item: string; description: string; status: string; heardOn: string };

/** The person's needs, asked of their own list; the words are those of the needs' pages. */
export function PersonNeeds({ personId }: { personId: string }) {
  const needs = useQueryOf<{ total: number; items: NeedLine[] }>('/api/needs', { personId, limit: 50 }, { kinds: ['need'] });
  return (
    <Answer of={needs}>
      {({ items }) => (items.length === 0 ? <p>{say('people.noNeeds')}</p> : (
        <ul className="people-lines">
          {items.map((need) => (
            <li key={need.id}>
              <div><To path={`/needs/${need.id}`}>{say(`needs.item.${need.item}`)}</To><p className="quiet">{[day(need.heardOn), need.description].filter(Boolean).join(' · ')}</p></div>
              <span>{say(`needs.status.${need.status}`)}</span>
            </li>
          ))}
        </ul>
      ))}
    </Answer>
  );
}
