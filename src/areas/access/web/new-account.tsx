import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { FieldGroup, TextField } from '../../../platform/web/form-fields.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { GrantFields } from './grant-fields.tsx';
import { HandOver, newFirstPassword } from './hand-over.tsx';

type Made = { accountId: string; username: string; name: string; password: string };

/** Opens an account; then its password is shown, once. */
export default function NewAccount() {
  const [made, make] = useState<Made | null>(null);
  const [round, again] = useState(0);
  const [password, renew] = useState(newFirstPassword);
  const go = useGo();
  if (made) {
    return (
      <Page title={say('access.handOverTitle', { name: made.name })}>
        <HandOver username={made.username} password={made.password}>
          <ActionButton kind="primary" label={say('access.toAccount')} onClick={() => go(`/accounts/${made.accountId}`, { replace: true })} />
          <ActionButton label={say('access.another')} onClick={() => { make(null); renew(newFirstPassword()); again(round + 1); }} />
        </HandOver>
      </Page>
    );
  }
  return (
    <Page title={say('access.newAccount')}>
      <Form<{ accountId: string }> key={round} name="new-account" path="/api/accounts/create" fixed={{ firstPassword: password }} submit={say('access.createAccount')} onCancel={() => go('/accounts')}
        onDone={({ accountId }, values) => make({ accountId, username: String(values.username).trim().toLowerCase(), name: String(values.name).trim(), password })}>
        <TextField name="name" label={say('access.field.name')} required maxLength={60} hint={say('access.hint.name')} />
        <TextField name="username" label={say('access.field.username')} required maxLength={64} hint={say('access.hint.username')} />
        <FieldGroup title={say('access.firstGrant')}><GrantFields asksPerson /></FieldGroup>
      </Form>
    </Page>
  );
}
