import Button from 'antd/es/button';
import type { ReactNode } from 'react';
import { announce } from '../../../platform/web/announce.tsx';
import { say } from '../../../platform/web/say.ts';
import { passwordFrom } from '../core/password.ts';
import './access.css';

/** A password to hand over. It is made here, so that the server need neither send nor keep it in the clear. */
export const newFirstPassword = (): string => passwordFrom(crypto.getRandomValues(new Uint8Array(16)));

/** Shown once: the name and the password, large enough to be copied by hand, and printed alone on the page. */
export function HandOver({ username, password, children }: { username: string; password: string; children?: ReactNode }) {
  const copy = () => void navigator.clipboard?.writeText(`${username}\n${password}`).then(() => announce(say('access.copied')));
  return (
    <section className="access-slip">
      <p>{say('access.handOverLead')}</p>
      <dl>
        <div><dt>{say('access.field.username')}</dt><dd className="access-secret">{username}</dd></div>
        <div><dt>{say('access.handOver')}</dt><dd className="access-secret" data-secret>{password}</dd></div>
      </dl>
      <div className="form-foot">
        {'clipboard' in navigator && <Button onClick={copy}>{say('access.copy')}</Button>}
        <Button onClick={() => window.print()}>{say('access.print')}</Button>
        {children}
      </div>
    </section>
  );
}
