import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { Form } from '../../../platform/web/form.tsx';
import { moment } from '../../../platform/web/format.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantWords, signOut, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { browserSaid } from './browser.ts';
import { NewPasswordField } from './new-password.tsx';
import { PasswordField } from './password-field.tsx';
import './access.css';

type Browser = { startedAt: string; seenAt: string; agent: string | null; isThis: boolean };

/** One's own account: the password, the browsers one is signed in with, one's roles. */
export default function Me() {
  const session = useSession();
  const [round, again] = useState(0);
  const done = () => { announce(say('access.passwordChanged')); again(round + 1); };
  return (
    <Page title={say('access.me')} beside={`${session.account.name} · ${session.account.username}`} lead={say('access.meLead')}>
      <div className="access-me">
        <section>
          <h2>{say('access.changePassword')}</h2>
          <Form key={round} name="change-password" path="/api/session/password" isBrief submit={say('access.changePassword')} onDone={done}>
            <PasswordField name="current" label={say('access.current')} required autoComplete="current-password" />
            <NewPasswordField username={session.account.username} />
          </Form>
        </section>
        <div className="access-me-side">
          <Browsers />
          <section>
            <h2>{say('access.myGrants')}</h2>
            <ul className="access-grants">
              {session.grants.map((grant) => <li key={grant.id}><span>{grantWords(grant)}</span>{grant.id === session.actingAs && <span className="quiet">{say('access.actingNow')}</span>}</li>)}
            </ul>
          </section>
        </div>
      </div>
    </Page>
  );
}

function Browsers() {
  const browsers = useQueryOf<{ items: Browser[] }>('/api/session/browsers', {});
  const go = useGo();
  const leave = () => void signOut(true).then(() => go('/sign-in'));
  return (
    <section>
      <h2>{say('access.browsers')}</h2>
      <p className="quiet">{say('access.browsersLead')}</p>
      <Answer of={browsers} lines={2}>{({ items }) => (
        <ul className="access-browsers">
          {items.map((browser) => (
            <li key={`${browser.startedAt}${browser.seenAt}`}>
              <span><strong>{browserSaid(browser.agent) ?? say('access.unknownBrowser')}</strong>{browser.isThis && <span className="quiet"> · {say('access.thisBrowser')}</span>}</span>
              <span className="quiet">{say('access.browserSince', { when: moment(browser.startedAt) })}</span>
            </li>
          ))}
        </ul>
      )}</Answer>
      <ActionButton label={say('access.signOutEverywhere')} onClick={leave} />
    </section>
  );
}
