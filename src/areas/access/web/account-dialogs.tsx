import Modal from 'antd/es/modal';
import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { LongTextField } from '../../../platform/web/form-fields.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import type { AccountAnswer } from '../core/accounts-contract.ts';
import { grantSaid } from './account-state.tsx';
import { GrantFields, PersonField } from './grant-fields.tsx';
import { HandOver, newFirstPassword } from './hand-over.tsx';

export type Asking = { act: 'grant' | 'password' | 'close' | 'reopen' | 'tie' | 'untie' } | { act: 'endGrant'; grant: AccountAnswer['grants'][number] };

/** What an act on an account asks first. */
export function AccountDialogs({ account, asking, close }: { account: AccountAnswer; asking: Asking; close: () => void }) {
  const fixed = { accountId: account.id };
  switch (asking.act) {
    case 'password': return <PasswordDialog account={account} close={close} />;
    case 'grant': return (
      <FormDialog isOpen title={`${say('access.addGrant')} · ${account.name}`} name="add-grant" path="/api/accounts/grant" fixed={fixed} submit={say('access.addGrant')} onClose={close} onDone={() => announce(say('access.done.grant'))}>
        <GrantFields hasPerson={account.personId !== null} />
      </FormDialog>
    );
    case 'endGrant': return (
      <FormDialog isOpen title={say('access.endGrantTitle', { grant: grantSaid(asking.grant) })} lead={say('access.endGrantLead')} name="end-grant" path="/api/accounts/end-grant" fixed={{ ...fixed, grantId: asking.grant.id }} submit={say('access.endGrant')} onClose={close} onDone={() => announce(say('access.done.endGrant'))}>
        <LongTextField name="reason" label={say('platform.reason')} required maxLength={500} />
      </FormDialog>
    );
    case 'tie': return (
      <FormDialog isOpen title={`${say('access.tie')} · ${account.name}`} lead={say('access.tieLead')} name="tie" path="/api/accounts/tie" fixed={fixed} submit={say('access.tie')} onClose={close} onDone={() => announce(say('access.done.tie'))}>
        <PersonField />
      </FormDialog>
    );
    case 'close': case 'reopen': case 'untie': return (
      <FormDialog isOpen title={`${say(`access.${asking.act}`)} · ${account.name}`} lead={say(`access.${asking.act}Lead`)} name={`account-${asking.act}`} path={`/api/accounts/${asking.act}`} fixed={fixed} submit={say(`access.${asking.act}`)} onClose={close} onDone={() => announce(say(`access.done.${asking.act}`))}>
        <LongTextField name="reason" label={say('platform.reason')} required maxLength={500} />
      </FormDialog>
    );
  }
}

/** First says what will happen, then shows the password, once. */
function PasswordDialog({ account, close }: { account: AccountAnswer; close: () => void }) {
  const [password] = useState(newFirstPassword);
  const [isSet, tell] = useState(false);
  const command = useCommand('/api/accounts/password', { onDone: () => tell(true) });
  return (
    <Modal open title={`${say('access.setPassword')} · ${account.name}`} footer={null} onCancel={close} mask={{ closable: !isSet }} keyboard={!isSet} width={520}>
      {isSet
        ? <HandOver username={account.username} password={password}><ActionButton kind="primary" label={say('access.handedOver')} onClick={close} /></HandOver>
        : (
          <>
            <p className="page-lead">{say('access.setPasswordLead')}</p>
            {command.refusal && <Problem refusal={command.refusal} />}
            <div className="form-foot">
              <ActionButton kind="primary" label={say('access.setPasswordNow')} isSending={command.isSending} onClick={() => void command.send({ accountId: account.id, firstPassword: password })} />
              <ActionButton label={say('platform.cancel')} onClick={close} />
            </div>
          </>
        )}
    </Modal>
  );
}
