import Drawer from 'antd/es/drawer';
import Segmented from 'antd/es/segmented';
import Select from 'antd/es/select';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useList } from '../../../platform/web/data.ts';
import { useKeys } from '../../../platform/web/keys.tsx';
import { oneOf, useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { usePhone } from '../../../platform/web/preferences.ts';
import { say } from '../../../platform/web/say.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { ProposalAnswer } from '../core/contract.ts';
import { AcceptMany } from './accept-many.tsx';
import { Decision, useDecision } from './decision.tsx';
import { Filters, useFilters } from './filters.tsx';
import type { Shown } from './match-view.tsx';
import { HandedTo } from './handed.tsx';
import { ProposalStatusTag } from './proposal-status.tsx';
import { sayItem, sayWhy } from './sentences.ts';

const SHOWS = { open: 'proposed', accepted: 'accepted', vetoed: 'vetoed', all: undefined } as const;
type Shows = keyof typeof SHOWS;

/** Left, the proposals by community, each with why in one sentence; right, the chosen pair. One hand on j, k, a, v does the morning's work. */
export function ProposalsTab({ run, isStanding, communities, toNotYet }: Shown & { toNotYet: () => void }) {
  const isPhone = usePhone();
  const go = useGo();
  const filters = useFilters();
  const [{ shows, chosen }, change] = useAddress((raw) => ({ shows: oneOf(raw.show, Object.keys(SHOWS) as Shows[], isStanding ? 'open' : 'all'), chosen: raw.chosen ?? null }));
  const list = useList<ProposalAnswer>('/api/match-runs/:runId/proposals', {
    runId: run.id, standing: String(isStanding), ...filters.values, ...(SHOWS[shows] ? { status: SHOWS[shows] } : {}),
  }, null, { kinds: ['matchRun', 'matchRule', 'referral', 'need'] });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const index = Math.max(0, rows.findIndex(({ id }) => id === chosen));
  // What was chosen has been decided and left the list: the one that took its place is next.
  const place = useRef(0);
  if (rows.some(({ id }) => id === chosen)) place.current = index;
  const at = chosen === null ? 0 : rows.some(({ id }) => id === chosen) ? index : Math.min(place.current, rows.length - 1);
  const row = rows[at] ?? null;
  // led here to one proposal, a phone shows it at once
  const [isOpen, open] = useState(filters.values['need'] !== undefined);
  const choose = (next: number) => {
    const to = rows[Math.max(0, Math.min(next, rows.length - 1))];
    if (to) change({ chosen: to.id });
    if (next >= rows.length - 5 && list.hasNextPage && !list.isFetching) void list.fetchNextPage();
  };
  const decision = useDecision(row);
  useKeys({
    j: () => choose(at + 1), k: () => choose(at - 1),
    a: () => (row ? decision.accept() : false), v: () => (row ? decision.veto() : false),
    Enter: (event) => (row && event.target instanceof HTMLElement && !event.target.closest('a, button, input') ? go(`/needs/${row.need.id}`) : false),
  });
  const total = list.data?.pages[0]?.total ?? 0;
  const showing = {
    'aria-label': say('matching.show'), value: shows, onChange: (value: Shows) => change({ show: value === 'open' ? null : value, chosen: null }),
    options: (Object.keys(SHOWS) as Shows[]).map((value) => ({ value, label: say(`matching.show.${value}`) })),
  };
  const bar = (
    <div className="matching-bar">
      <Filters filters={filters} communities={communities} />
      {isStanding && (isPhone ? <Select<Shows> className="filter-choice matching-filter" {...showing} popupMatchSelectWidth={false} /> : <Segmented<Shows> {...showing} />)}
    </div>
  );
  if (list.isPending) return <>{bar}<LoadingState kind="rows" lines={8} /></>;
  if (list.isError && rows.length === 0) return <ErrorState fault={list.error} tryAgain={() => void list.refetch()} />;
  if (total === 0) {
    if (filters.isSet) return <>{bar}<EmptyState title={say('matching.filteredTitle')} ways={[{ label: say('matching.clearFilters'), act: filters.clear }]} /></>;
    if (shows === 'accepted' || shows === 'vetoed') return <>{bar}<EmptyState title={say('matching.filteredTitle')} ways={[{ label: say('matching.toAll'), act: () => change({ show: 'all' }) }]} /></>;
    const isDone = communities.some(({ accepted, vetoed }) => accepted + vetoed > 0);
    return isDone && shows === 'open'
      ? <>{bar}<EmptyState title={say('matching.doneTitle')} why={say('matching.doneWhy')} ways={[{ label: say('matching.toNotYet'), act: toNotYet }, { label: say('matching.toAll'), act: () => change({ show: 'all' }) }]} /></>
      : <>{bar}<EmptyState title={say('matching.noneTitle')} why={say('matching.noneWhy')} ways={[{ label: say('matching.toNotYet'), act: toNotYet }]} /></>;
  }
  return (
    <>
      {bar}
      <div className="matching-review">
        <section className="matching-list" aria-label={say('matching.list')}>
          {groupsOf(rows).map(({ divisionCode, name, items }) => {
            const community = communities.find((known) => known.divisionCode === divisionCode);
            return (
              <div key={divisionCode} className="matching-group">
                <div className="matching-group-head">
                  <h2>{name}{community && <span className="quiet"> {community.townshipName}</span>}</h2>
                  {community && isStanding && !filters.values['need'] && (shows === 'open' || shows === 'all') && community.proposed > 0 && <AcceptMany run={run} community={community} count={community.proposed - community.withColleagues} withColleagues={community.withColleagues} />}
                </div>
                <ul>{items.map((item) => <Line key={item.id} proposal={item} isChosen={item.id === row?.id} choose={() => { change({ chosen: item.id }); open(true); }} />)}</ul>
              </div>
            );
          })}
          {list.hasNextPage && <div className="matching-more"><ActionButton label={say('matching.more')} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
        </section>
        {!isPhone && row && <section className="matching-decision" aria-label={say('matching.decision')}><Decision proposal={row} decision={decision} /></section>}
      </div>
      {isPhone && (
        <Drawer open={isOpen && row !== null} onClose={() => open(false)} placement="bottom" size="88%" title={row ? sayItem(row.need.item) : ''} aria-label={say('matching.decision')}>
          {row && <Decision proposal={row} decision={decision} />}
        </Drawer>
      )}
      {decision.dialogs}
    </>
  );
}

function groupsOf(rows: ProposalAnswer[]): { divisionCode: string; name: string; items: ProposalAnswer[] }[] {
  const groups: { divisionCode: string; name: string; items: ProposalAnswer[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.divisionCode === row.divisionCode) last.items.push(row);
    else groups.push({ divisionCode: row.divisionCode, name: row.communityName, items: [row] });
  }
  return groups;
}

function Line({ proposal, isChosen, choose }: { proposal: ProposalAnswer; isChosen: boolean; choose: () => void }) {
  const { need, resource, units } = proposal;
  const box = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li>
      <button type="button" ref={box} className={`matching-line${isChosen ? ' matching-chosen' : ''}`} aria-current={isChosen ? 'true' : undefined} onClick={choose}>
        <span className="matching-line-head">
          <span className="matching-line-what">{sayItem(need.item)}<span className="matching-who"> {need.personName ?? say('matching.placeNeed')}</span></span>
          {proposal.status === 'proposed' ? need.urgency === 3 && <StatusTag word={say('needs.urgency.3')} tone="poppy" shape="cross" /> : <ProposalStatusTag status={proposal.status} />}
        </span>
        <span className="matching-line-to"><span aria-hidden="true">→ </span>{resource.providerName || say('matching.hidden')}{units > 1 && <span className="quiet"> · {say('matching.unitsOf', { count: units })}</span>}</span>
        <span className="matching-line-why">{sayWhy(proposal)}</span>
        <HandedTo handed={proposal.handed} />
      </button>
    </li>
  );
}
