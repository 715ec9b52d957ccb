import Input from 'antd/es/input';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ApiRefusal } from '../../../platform/web/api.ts';
import { useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { useTitle } from '../../../platform/web/page.tsx';
import { backAfterSignIn } from '../../../platform/web/back.ts';
import { say } from '../../../platform/web/say.ts';
import { signIn, useHealth } from '../../../platform/web/session.ts';
import { LanguageSwitch, ThemeSwitch } from '../../../platform/web/switches.tsx';
import { Wordmark } from '../../../platform/web/wordmark.tsx';
import { DemonstrationCards } from './demonstration.tsx';
import { LockoutClock, useSecondsLeft } from './lockout-clock.tsx';
import './sign-in.css';

/** The password of every demonstration account; the demonstration listens on the machine itself only. */
const DEMONSTRATION_PASSWORD = 'sanshe-demo';

/** The door: username and password, or in the demonstration one press. */
export default function SignIn() {
  const go = useGo();
  const [{ back, isIdle }] = useAddress((raw) => ({ back: backAfterSignIn(raw.back), isIdle: raw.idle === '1' }));
  const health = useHealth();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [entering, setEntering] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [locked, setLocked] = useState<{ username: string; until: string } | null>(null);
  const first = useRef<HTMLInputElement>(null);
  // whoever else sits down here has another name, and nothing to wait for
  const isLocked = locked !== null && locked.username === username.trim();
  const secondsLeft = useSecondsLeft(isLocked ? locked.until : null);
  useTitle(say('access.signIn'));
  const isDemonstration = health.data?.demonstration ?? false;
  useEffect(() => first.current?.focus(), []);

  const enter = async (name: string, secret: string) => {
    setEntering(name);
    setProblem(null);
    try {
      await signIn(name, secret);
      go(back, { replace: true });
    } catch (fault) {
      const refusal = fault instanceof ApiRefusal ? fault : null;
      setLocked(refusal?.code === 'lockedOut' ? { username: name, until: String(refusal.detail.until) } : null);
      setProblem(refusal?.code === 'lockedOut' ? null : (refusal?.message ?? say('platform.error.fault')));
      setEntering(null);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!username.trim() || !password) setProblem(say('access.fillBoth'));
    else if (secondsLeft === 0 && entering === null) void enter(username.trim(), password);
  };
  return (
    <div className={`access${isDemonstration ? ' has-demonstration' : ''}`}>
      <header className="access-head"><span className="brand"><Wordmark /></span><span className="access-switches"><LanguageSwitch /><ThemeSwitch /></span></header>
      <main className="access-main">
        <section className="access-door">
          <h1>{say('access.signInTitle')}</h1>
          <p className="quiet">{say('access.lead')}</p>
          <form className="form" onSubmit={submit} noValidate>
            {isIdle && !problem && !isLocked && <p role="status">{say('platform.idle.ended')}</p>}
            {isLocked && <LockoutClock seconds={secondsLeft} />}
            {problem && <div className="problem" role="alert"><p>{problem}</p></div>}
            <div className="field">
              <label className="field-label" htmlFor="username">{say('access.username')}</label>
              <Input id="username" name="username" size="large" autoComplete="username" autoCapitalize="none" spellCheck={false} value={username} onChange={(event) => setUsername(event.target.value)} ref={(input) => { first.current = input?.input ?? null; }} />
            </div>
            <div className="field">
              <label className="field-label" htmlFor="password">{say('access.password')}</label>
              <Input.Password id="password" name="password" size="large" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
            </div>
            <ActionButton kind="primary" size="large" submits label={say('access.signIn')} isSending={entering === username && entering !== ''} disabledReason={secondsLeft > 0 ? say('access.locked', { clock: `${secondsLeft} s` }) : null} />
            <p className="quiet">{say('access.forgot')}</p>
            <p className="access-follow"><a href="/follow">{say('access.follow')}</a></p>
          </form>
        </section>
        {isDemonstration && <DemonstrationCards entering={entering} enter={(person) => void enter(person, DEMONSTRATION_PASSWORD)} />}
      </main>
    </div>
  );
}
