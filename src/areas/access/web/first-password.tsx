import { Form } from '../../../platform/web/form.tsx';
import { useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { useTitle } from '../../../platform/web/page.tsx';
import { backAfterSignIn } from '../../../platform/web/back.ts';
import { say } from '../../../platform/web/say.ts';
import { forgetSession, signOut, type Session } from '../../../platform/web/session.ts';
import { LanguageSwitch, ThemeSwitch } from '../../../platform/web/switches.tsx';
import { Wordmark } from '../../../platform/web/wordmark.tsx';
import { NewPasswordField } from './new-password.tsx';
import { PasswordField } from './password-field.tsx';
import './sign-in.css';

/** Whoever signs in with a password that was handed over sets one of their own before anything else. */
export default function FirstPassword() {
  const go = useGo();
  const [{ back }] = useAddress((raw) => ({ back: backAfterSignIn(raw.back) }));
  // the shell is not here yet: the page asks for whom it is
  const session = useQueryOf<Session>('/api/session', {}, { quietly: true });
  const isOld = session.data?.passwordIs === 'tooOld';
  const title = say(isOld ? 'access.oldPasswordTitle' : 'access.firstPasswordTitle');
  useTitle(title);
  const enter = () => { forgetSession(); go(back, { replace: true }); };
  return (
    <div className="access">
      <header className="access-head"><span className="brand"><Wordmark /></span><span className="access-switches"><LanguageSwitch /><ThemeSwitch /></span></header>
      <main className="access-main">
        <section className="access-door">
          <h1>{title}</h1>
          <p className="quiet">{say(isOld ? 'access.oldPasswordLead' : 'access.firstPasswordLead')}</p>
          <Form name="first-password" path="/api/session/password" isBrief submit={say('access.setOwn')} onDone={enter}>
            <PasswordField name="current" label={say(isOld ? 'access.current' : 'access.handedPassword')} required autoComplete="current-password" />
            <NewPasswordField username={session.data?.account.username ?? ''} />
          </Form>
          <p><button type="button" className="text-button" onClick={() => void signOut(false).then(() => go('/sign-in'))}>{say('access.notMe')}</button></p>
        </section>
      </main>
    </div>
  );
}
