import { dayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { ChainAnswer } from '../core/audit-contract.ts';
import './access.css';

type Check = NonNullable<ChainAnswer['check']>;

/** How far the log is sealed, what the last check found, and a new one. */
export function AuditChain() {
  const chain = useQueryOf<ChainAnswer>('/api/audit/chain', {}, { kinds: ['auditCheck'] });
  const check = useCommand('/api/audit/check', { onDone: () => announce(say('access.chain.asked')) });
  const may = useMay();
  if (!chain.data) return null;
  const { isSeen, sequence, hash, signedAt, check: last } = chain.data;
  if (!isSeen) return <p className="quiet">{say('access.chain.ofCity')}</p>;
  const isRunning = last?.status === 'running' && !last.isStuck;
  return (
    <section className="access-chain" aria-label={say('access.chain')}>
      <div>
        <strong>{sequence > 0 ? say('access.chain.sealed', { sequence }) : say('access.chain.empty')}</strong>
        {hash && <details><summary>{say('access.chain.hash')} <code>{hash.slice(0, 12)}…</code></summary><p><code>{`${sequence}:${hash.slice(0, 32)}`}</code></p><p className="quiet">{say('access.chain.hashWhy')}{signedAt && ` ${moment(signedAt)}`}</p></details>}
      </div>
      <div className="access-chain-state" aria-live="polite">{last ? <LastCheck check={last} total={Math.max(sequence, last.checked)} /> : <span className="quiet">{say('access.chain.never')}</span>}</div>
      {may('audit.check') && <ActionButton label={say('access.chain.check')} isSending={check.isSending || isRunning} onClick={() => void check.send({})} />}
      {check.refusal && <Problem refusal={check.refusal} />}
    </section>
  );
}

function LastCheck({ check, total }: { check: Check; total: number }) {
  const by = <span className="quiet">{say('access.chain.by', { name: check.requestedBy, when: moment(check.finishedAt ?? check.requestedAt) })}</span>;
  if (check.status === 'running') return check.isStuck ? <span className="word-sand">{say('access.chain.stuck')}</span> : <><progress value={check.checked} max={total} aria-label={say('access.chain.check')} /><span>{say('access.chain.running', { checked: check.checked, total })}</span></>;
  if (check.status === 'holds') return <><StatusTag tone="steppe" shape="tick" word={say('access.chain.holds')} /><span>{say('access.chain.holdsWhat', { count: check.checked })}</span>{by}</>;
  const [first] = check.faults;
  const what = first ? say(`access.chain.${first.kind}`) : '';
  const on = first?.at ? dayOf(first.at) : null;
  return (
    <>
      <StatusTag tone="poppy" shape="cross" word={say('access.chain.broken')} />
      <span className="word-poppy">{first && first.sequence > 0 ? say('access.chain.place', { sequence: first.sequence, what }) : what}</span>
      {on && <To path={`/audit?view=all&happenedFrom=${on}&happenedTo=${on}`}>{say('access.chain.around')}</To>}
      {by}
    </>
  );
}
