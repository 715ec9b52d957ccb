import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useList } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { RuleAnswer } from '../core/contract.ts';
import { sayItem, sayLacks } from './sentences.ts';

/** What reviewers have laid down for later runs, to be lifted when its reason is gone. */
export function RulesTab() {
  const list = useList<RuleAnswer>('/api/match-rules', {}, null, { kinds: ['matchRule', 'matchRun'] });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  if (list.isPending) return <LoadingState kind="rows" lines={5} />;
  if (list.isError && rows.length === 0) return <ErrorState fault={list.error} tryAgain={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState title={say('matching.rulesEmpty')} why={say('matching.rulesEmptyWhy')} />;
  return (
    <>
      <p className="quiet matching-note">{say('matching.rerunHint')}</p>
      <ul className="matching-waiting">{rows.map((rule) => <RuleLine key={rule.id} rule={rule} />)}</ul>
      {list.hasNextPage && <div className="matching-more"><ActionButton label={say('matching.more')} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
    </>
  );
}

function RuleLine({ rule }: { rule: RuleAnswer }) {
  const may = useMay();
  const lift = useCommand<{ ruleId: string }>('/api/match-rules/lift', { onDone: () => announce(say('matching.lifted')) });
  const reason = [rule.code && canSay(`matching.vetoCode.${rule.code}`) ? say(`matching.vetoCode.${rule.code}`) : null, rule.words || null].filter(Boolean).join(say('matching.join'));
  return (
    <li>
      <div className="matching-waiting-what">
        <p><StatusTag word={say(`matching.kind.${rule.kind}`)} tone={rule.kind === 'pin' ? 'sky' : 'poppy'} shape={rule.kind === 'pin' ? 'tick' : 'cross'} /> <To path={`/needs/${rule.needId}`} className="matching-name">{say('matching.ruleOf', { item: sayItem(rule.item), place: rule.communityName })}</To> <span className="matching-who">{rule.personName ?? say('matching.placeNeed')}</span></p>
        <p className="quiet">{say('matching.ruleBy', { who: rule.madeByName || say('matching.somebody'), moment: moment(rule.madeAt) })}</p>
      </div>
      <div className="matching-waiting-why"><p>{rule.providerName || say('matching.hidden')}</p>{reason && <p className="quiet">{reason}</p>}{rule.lacks && rule.lacks.length > 0 && <p>{say('matching.pinDefeated', { lacks: sayLacks(rule.lacks) })}</p>}</div>
      <div className="matching-cure">
        <ActionButton label={say('matching.lift')} disabledReason={may('match.decide') ? null : say('platform.refusal.notPermitted')} isSending={lift.isSending} onClick={() => void lift.send({ ruleId: rule.id })} />
        {lift.refusal && <p className="field-problem" role="alert">{lift.refusal.message}</p>}
      </div>
    </li>
  );
}
