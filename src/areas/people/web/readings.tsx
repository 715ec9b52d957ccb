import { useList } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { canSay, say } from '../../../platform/web/say.ts';
import { ErrorState, LoadingState } from '../../../platform/web/states.tsx';

type Reading = { id: string; at: string; actorName: string; actorRole: string; actorPlace: string | null; operation: string; purpose: string | null };
const said = (key: string, fallback: string) => (canSay(key) ? say(key) : fallback);

/** Who looked at a file, when and for what: for the station, and for the person. */
export function Readings({ personId }: { personId: string }) {
  const list = useList<Reading>('/api/people/:personId/readings', { personId }, null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className="page-lead">{say('people.readingsLead')}</p>
      {list.isPending ? <LoadingState lines={4} /> : list.error && items.length === 0 ? <ErrorState fault={list.error} tryAgain={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 && <p>{say('people.noReadings')}</p>}
      <ul className="people-lines">
        {items.map((reading) => (
          <li key={reading.id}>
            <div>
              <strong>{said(`people.reading.${reading.operation}`, reading.operation)}</strong>
              <p className="quiet">{[reading.actorName, said(`access.role.${reading.actorRole}`, reading.actorRole), reading.actorPlace, reading.purpose && said(`people.reveal.${reading.purpose}`, reading.purpose)].filter(Boolean).join(' · ')}</p>
            </div>
            <time dateTime={reading.at}>{moment(reading.at)}</time>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <button type="button" className="text-button" onClick={() => void list.fetchNextPage()}>{say('platform.timeline.earlier')}</button>}
    </>
  );
}
