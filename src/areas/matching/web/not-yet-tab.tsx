import { useEffect, useMemo, useRef, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { hereAt, withBack } from '../../../platform/web/back.ts';
import { useCommand, useList } from '../../../platform/web/data.ts';
import { To, useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import { type Shape, StatusTag } from '../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import { Urgency } from '../../needs/web/parts/urgency.tsx';
import { type Wanted, wantedPath } from '../../resources/web/parts/wanted-path.ts';
import type { NotYetAnswer } from '../core/contract.ts';
import type { NotYetReason } from '../core/review.ts';
import { MatchConsentDialog } from './consent-dialogs.tsx';
import { Filters, useFilters } from './filters.tsx';
import type { Shown } from './match-view.tsx';
import { isEven, sayCure, sayItem, sayReason, sayWaited, type Waits } from './sentences.ts';

/** Every unmatched need with its reason, and its cure as a button. */
export function NotYetTab({ run, isStanding, communities }: Shown) {
  const filters = useFilters();
  const list = useList<NotYetAnswer>('/api/match-runs/:runId/not-yet', { runId: run.id, standing: String(isStanding), ...filters.values }, null, { kinds: ['matchRun', 'need'] });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const may = useMay();
  const bar = (
    <div className="matching-bar">
      <Filters filters={filters} communities={communities} withReason />
      {filters.values.reason === 'forVerification' && isStanding && may('need.verify') && <To path="/needs?view=toVerify">{say('matching.verifyMany')}</To>}
    </div>
  );
  if (list.isPending) return <>{bar}<LoadingState kind="rows" lines={8} /></>;
  if (list.isError && rows.length === 0) return <ErrorState fault={list.error} tryAgain={() => void list.refetch()} />;
  if (rows.length === 0) {
    return filters.isSet ? <>{bar}<EmptyState title={say('matching.filteredTitle')} ways={[{ label: say('matching.clearFilters'), act: filters.clear }]} /></>
      : <EmptyState title={say('matching.notYetEmptyTitle')} why={say('matching.notYetEmptyWhy')} />;
  }
  return (
    <>
      {bar}
      <ul className="matching-waiting">{rows.map((row) => <Waiting key={row.needId} row={row} />)}</ul>
      {list.hasNextPage && <div className="matching-more"><ActionButton label={say('matching.more')} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
    </>
  );
}

const LOOKS: Record<NotYetReason, [Tone, Shape]> = { waiting: ['sand', 'clock'], noneEligible: ['poppy', 'cross'], eligibleButFull: ['sand', 'half'], outbid: ['sky', 'half'] };

function Waiting({ row }: { row: NotYetAnswer }) {
  const [tone, shape] = LOOKS[row.reason.kind];
  const line = useRef<HTMLLIElement>(null);
  const [isLeft] = useAddress(({ at }) => at === row.needId);
  // after the page has gone to its top, as every new page does
  useEffect(() => {
    if (!isLeft) return;
    const timer = setTimeout(() => line.current?.scrollIntoView({ block: 'center' }), 50);
    return () => clearTimeout(timer);
  }, [isLeft]);
  return (
    <li ref={line}>
      <div className="matching-waiting-what">
        <p><To path={`/needs/${row.needId}`} className="matching-name">{sayItem(row.need.item)}</To> <span className="matching-who">{row.need.personName ?? say('matching.placeNeed')}</span>{row.need.urgency === 3 && <> <Urgency urgency={3} /></>}</p>
        <p className="quiet">{row.communityName} · {row.need.urgency < 3 && `${say(`needs.urgency.${row.need.urgency}`)} · `}{sayWaited(row.need.waitingDays)}{row.units > 1 && ` · ${say('matching.unitsOf', { count: row.units })}`}</p>
      </div>
      <WhyNotYet row={row} tone={tone} shape={shape} />
      <CureButton row={row} />
    </li>
  );
}

/** Whose it is to cure: whoever may not is told whom to ask, and finds no button. */
const NEEDED: Partial<Record<NotYetAnswer['cure']['kind'], string>> = { giveConsent: 'person.consent', verifyNeed: 'need.verify', acceptAnother: 'need.edit', newResource: 'resource.add' };

/** What is waited for says more than that something is. */
const wordOf = ({ reason, rivals, need }: Waits): string => (reason.kind !== 'waiting' ? isEven({ reason, rivals, need }) ? 'outbidEven' : reason.kind : reason.for === 'consent' ? 'forConsent' : 'forVerification');

/** The reason and the cure, in two sentences. */
export function WhyNotYet({ row, tone, shape, isOnNeed = false }: { row: Waits; tone: Tone; shape: Shape; /** The need’s own page says by itself with whom it is. */ isOnNeed?: boolean }) {
  const may = useMay();
  const needed = NEEDED[row.cure.kind];
  const mayCure = !needed || may(needed) || !canSay(`matching.cureByOthers.${row.cure.kind}`);
  return row.isCured ? <div className="matching-waiting-why"><p><StatusTag word={say('matching.reason.cured')} tone="steppe" shape="tick" /> {say('matching.says.cured')}</p></div> : <div className="matching-waiting-why">
    <p><StatusTag word={say(`matching.reason.${wordOf(row)}`)} tone={tone} shape={shape} /> {sayReason(row)}</p>
    <p>{mayCure ? sayCure(row) : say(isOnNeed && row.cure.kind === 'verifyNeed' ? 'matching.cureOnNeed.verifyNeed' : `matching.cureByOthers.${row.cure.kind}`)}</p>
  </div>;
}

/** The changes of a cure as the resource's own page is told them; a cap, a wish and what goes along are changed elsewhere. */
function wantedBy(needId: string, changes: Extract<NotYetAnswer['cure'], { kind: 'changeResource' }>['changes']): Wanted {
  const wanted: Wanted = { for: needId };
  for (const change of changes) {
    switch (change.kind) {
      case 'serveCommunity': wanted.reach = change.communityCode; break;
      case 'addLanguage': if (change.language === 'zh' || change.language === 'mn') wanted.language = change.language; break;
      case 'addQualification': wanted.qualification = change.qualification; break;
      case 'sendWorker': wanted.sex = change.sex; break;
      case 'addSlot': wanted.slot = change.slot; break;
      case 'confirmCapacity': wanted.confirm = true; break;
      case 'addUnits': wanted.units = change.units; break;
      case 'acceptAnother': case 'raiseCap': case 'raiseBudget': case 'addShared': break;
    }
  }
  return wanted;
}

/** Does what cures it, or leads to where it is done. */
export function CureButton({ row }: { row: Waits }) {
  const may = useMay();
  const follow = useGo();
  // whoever goes off to mend something finds the way back to the reason, where it was left
  const go = (path: string) => follow(withBack(path, hereAt(window.location, row.needId)));
  const [isOpen, open] = useState(false);
  const verify = useCommand<{ needIds: string[] }>('/api/needs/verify', { onDone: () => announce(say('matching.verified')) });
  const { cure } = row;
  const needed = NEEDED[cure.kind];
  if (row.isCured || (needed && !may(needed))) return null;
  const label = say(`matching.cureDo.${cure.kind}`);
  switch (cure.kind) {
    case 'giveConsent': return (
      <div className="matching-cure">
        <ActionButton label={label} disabledReason={row.need.personId ? null : say('platform.refusal.notPermitted')} onClick={() => open(true)} />
        <MatchConsentDialog row={isOpen ? row : null} close={() => open(false)} />
      </div>
    );
    case 'verifyNeed': return (
      <div className="matching-cure">
        <ActionButton label={label} isSending={verify.isSending} onClick={() => void verify.send({ needIds: [row.needId] })} />
        {verify.refusal && <p className="field-problem" role="alert">{verify.refusal.message}</p>}
      </div>
    );
    case 'acceptAnother': return <div className="matching-cure"><ActionButton label={label} onClick={() => go(`/needs/${row.needId}?act=edit`)} /></div>;
    case 'changeResource': {
      const only = cure.changes.length === 1 ? cure.changes[0]! : null, limit = only?.kind === 'raiseCap' || only?.kind === 'raiseBudget' ? only : null;
      // where more of what goes along is all, its own page says how much more, and for whom
      const [opened, wanted] = only?.kind === 'addShared' ? [only.resourceId, { for: row.needId, units: only.units }] : [cure.resourceId, wantedBy(row.needId, cure.changes)];
      const [words, path] = limit ? [say('matching.cureDo.raiseCap'), `/organizations/${limit.organizationId}`] : [label, wantedPath(opened, wanted, may('resource.update'))];
      return <div className="matching-cure"><ActionButton label={words} disabledReason={row.resources[opened] ? null : say('matching.hidden')} onClick={() => go(path)} /></div>;
    }
    case 'newResource': return <div className="matching-cure"><ActionButton label={label} onClick={() => go('/resources/new')} /></div>;
  }
}
