import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useSession } from '../../../platform/web/session.ts';
import { EmptyState } from '../../../platform/web/states.tsx';
import { Readings } from './readings.tsx';
import './people.css';

/** A resident sees who looked at their file (PIPL 45). */
export default function OwnReadings() {
  const { personId } = useSession().account as { personId?: string | null };
  return <Page title={say('people.myReadings')}>{personId ? <Readings personId={personId} /> : <EmptyState title={say('people.myReadingsNone')} />}</Page>;
}
