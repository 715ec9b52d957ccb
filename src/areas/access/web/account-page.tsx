import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { day, moment, today } from '../../../platform/web/format.ts';
import { To, usePathPart } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { grantStateOn, mayGive, whyNotKept, type Keeper, type KeptAccount } from '../core/account.ts';
import type { AccountAnswer } from '../core/accounts-contract.ts';
import { AccountDialogs, type Asking } from './account-dialogs.tsx';
import { AccountState, grantSaid } from './account-state.tsx';
import './access.css';

type Grant = AccountAnswer['grants'][number];

export default function AccountPage() {
  const accountId = usePathPart('accountId');
  const account = useQueryOf<AccountAnswer>('/api/accounts/:accountId', { accountId });
  return <Answer of={account}>{(answer) => <Shown account={answer} />}</Answer>;
}

/** Why the keeper may not touch the account, by the rule that the server runs. */
function useWhyNot(account: AccountAnswer): { keeper: Keeper; whyNot: string | null } {
  const session = useSession();
  const grant = grantOf(session);
  const keeper: Keeper = { accountId: session.account.id, role: grant?.role ?? 'resident', divisionCode: grant?.divisionCode ?? '', untilOn: account.keeperUntilOn };
  const kept: KeptAccount = { id: account.id, personId: account.personId, isClosed: account.state === 'closed', grants: account.grants };
  const refusal = whyNotKept(keeper, kept, today());
  return { keeper, whyNot: refusal && say(`access.refusal.${refusal.code}`) };
}

function Shown({ account }: { account: AccountAnswer }) {
  const [asking, ask] = useState<Asking | null>(null);
  const { keeper, whyNot } = useWhyNot(account);
  const may = useMay();
  const field = (key: string) => say(`access.field.${key}`);
  const facts = [
    { label: field('username'), value: account.username },
    { label: field('lastSignedInAt'), value: account.lastSignedInAt ? moment(account.lastSignedInAt) : say('access.never') },
    { label: field('createdAt'), value: moment(account.createdAt) },
    { label: field('person'), value: account.personId === null ? say('access.person.none') : may('person.read') ? <To path={`/people/${account.personId}`}>{say('access.person.open')}</To> : say('access.person.tied') },
    { label: field('kept'), value: say('access.keptBy', { place: account.divisionName }) },
  ];
  return (
    <RecordPage title={`${account.name}${account.isOwn ? say('access.you') : ''}`} beside={<AccountState account={account} lockedUntil={account.lockedUntil} />} facts={facts}
      actions={may('account.keep') && <Actions account={account} whyNot={whyNot} ask={ask} />}
      aside={<Asides account={account} />}
      tabs={[{ key: 'grants', label: field('grants'), count: account.grants.filter((grant) => grantStateOn(grant, today()) !== 'over').length, content: () => <Grants account={account} keeper={keeper} ask={ask} /> }]}
      timeline={<Timeline kind="account" subjectId={account.id} words="access" />}>
      {asking && <AccountDialogs account={account} asking={asking} close={() => ask(null)} />}
    </RecordPage>
  );
}

/** Where else one may look: one's own page, and what the account has done. */
function Asides({ account }: { account: AccountAnswer }) {
  const may = useMay();
  return (
    <>
      {account.isOwn && <p><To path="/me">{say('access.me')}</To></p>}
      {may('audit.read') && <p><To path={`/audit?account=${account.id}&view=all`}>{say('access.audit.ofAccount')}</To></p>}
    </>
  );
}

function Actions({ account, whyNot, ask }: { account: AccountAnswer; whyNot: string | null; ask: (asking: Asking) => void }) {
  const may = useMay();
  const unlock = useCommand('/api/accounts/unlock', { onDone: () => announce(say('access.done.unlock')) });
  const own = account.isOwn ? say('access.refusal.ownAccount') : null;
  const closed = account.state === 'closed' ? say('access.refusal.accountClosed') : null;
  return (
    <>
      {unlock.refusal && <Problem refusal={unlock.refusal} />}
      <ActionButton kind="primary" label={say('access.addGrant')} disabledReason={own ?? closed} onClick={() => ask({ act: 'grant' })} />
      {account.isLocked && <ActionButton label={say('access.unlock')} disabledReason={whyNot ?? closed} isSending={unlock.isSending} onClick={() => void unlock.send({ accountId: account.id })} />}
      <ActionButton label={say('access.setPassword')} disabledReason={whyNot ?? closed} onClick={() => ask({ act: 'password' })} />
      {account.personId ? <ActionButton label={say('access.untie')} disabledReason={whyNot} onClick={() => ask({ act: 'untie' })} />
        : may('person.read') && !closed && <ActionButton label={say('access.tie')} disabledReason={whyNot} onClick={() => ask({ act: 'tie' })} />}
      {closed ? <ActionButton label={say('access.reopen')} disabledReason={whyNot} onClick={() => ask({ act: 'reopen' })} />
        : <ActionButton kind="danger" label={say('access.close')} disabledReason={whyNot} onClick={() => ask({ act: 'close' })} />}
    </>
  );
}

const TAGS = { ahead: { tone: 'sand', shape: 'clock' }, holds: { tone: 'steppe', shape: 'tick' }, over: { tone: 'stone', shape: 'bar' } } as const;

function Grants({ account, keeper, ask }: { account: AccountAnswer; keeper: Keeper; ask: (asking: Asking) => void }) {
  const may = useMay();
  const daysOf = ({ fromOn, untilOn }: Grant) => (untilOn && untilOn < fromOn ? say('access.grantSameDay', { day: day(fromOn) }) : untilOn ? say('access.grantDays', { from: day(fromOn), until: day(untilOn) }) : say('access.grantFrom', { day: day(fromOn) }));
  return (
    <>
      <p className="quiet">{account.grants.length === 0 ? say('access.noGrants') : say('access.grantsLead')}</p>
      <ul className="access-grants">
        {account.grants.map((grant) => {
          const state = grantStateOn(grant, today());
          const why = account.isOwn ? say('access.refusal.ownAccount') : mayGive(keeper, grant) ? null : say('access.refusal.accountAboveYours');
          return (
            <li key={grant.id} className={state === 'over' ? 'is-over' : ''}>
              <span className="access-of"><strong>{grantSaid(grant)}</strong><span className="quiet">{daysOf(grant)}</span></span>
              <span className="access-of">
                <StatusTag word={say(`access.grantState.${state}`)} {...TAGS[state]} />
                {may('account.keep') && state !== 'over' && <ActionButton size="small" label={say('access.endGrant')} disabledReason={why} onClick={() => ask({ act: 'endGrant', grant })} />}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
