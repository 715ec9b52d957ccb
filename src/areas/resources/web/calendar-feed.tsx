import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { moment } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { useHealth } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { FeedAnswer } from '../core/contract.ts';

/** The address by which the organisation's own calendar programme reads these hours: made, copied, made anew, taken back. */
export function CalendarFeed() {
  const [asking, ask] = useState<'make' | 'revoke' | null>(null);
  const feed = useQueryOf<FeedAnswer>('/api/resources/calendar-feed', {}, { kinds: ['organization'] });
  const health = useHealth();
  return (
    <section className="resources-feed no-print" aria-label={say('resources.feed.title')}>
      <h2>{say('resources.feed.title')}</h2>
      <p className="quiet">{say('resources.feed.why')}</p>
      <Answer of={feed}>
        {({ path, madeAt, madeByName }) => {
          const address = path && `${health.data?.url ?? location.origin}${path}`;
          const copy = () => void navigator.clipboard?.writeText(address!).then(() => announce(say('resources.feed.copied')));
          return (
            <>
              {address && <p><code className="resources-feed-address">{address}</code><br /><span className="quiet">{say('resources.feed.made', { when: moment(madeAt!), who: madeByName ?? '' })}</span></p>}
              <div className="resources-now-acts">
                {address && 'clipboard' in navigator && <ActionButton kind="primary" label={say('resources.feed.copy')} onClick={copy} />}
                <ActionButton kind={address ? 'secondary' : 'primary'} label={say(address ? 'resources.feed.again' : 'resources.feed.make')} onClick={() => ask('make')} />
                {address && <ActionButton kind="danger" label={say('resources.feed.revoke')} onClick={() => ask('revoke')} />}
              </div>
              {asking && (
                <FormDialog isOpen title={say(asking === 'revoke' ? 'resources.feed.revoke' : address ? 'resources.feed.again' : 'resources.feed.make')} lead={say(asking === 'revoke' || address ? 'resources.feed.oldEnds' : 'resources.feed.makeLead')} name={`calendar-feed-${asking}`}
                  path={`/api/resources/calendar-feed/${asking}`} submit={say(asking === 'revoke' ? 'resources.feed.revoke' : 'resources.feed.make')} onClose={() => ask(null)} onDone={() => announce(say('resources.saved'))}>{null}</FormDialog>
              )}
            </>
          );
        }}
      </Answer>
    </section>
  );
}
