import { useRef } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { DivisionPicker } from '../../../platform/web/division-picker.tsx';
import { dueTone, dueWords } from '../../../platform/web/due.ts';
import { number, today } from '../../../platform/web/format.ts';
import { useKeys } from '../../../platform/web/keys.tsx';
import { To, useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { usePhone } from '../../../platform/web/preferences.ts';
import { canSay, say } from '../../../platform/web/say.ts';
import { grantOf, seesFiguresOnly, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import { Urgency } from '../../needs/web/parts/urgency.tsx';
import type { Board, BoardCard, BoardColumn } from '../core/contract.ts';
import { isLive } from '../core/referral.ts';
import { ruleOnly } from './parts/clock-rule.tsx';
import ReferralList from './referral-list.tsx';
import { whenWords } from './when.ts';
import './referrals.css';

const LIST_OF: Record<BoardColumn, string> = {
  offered: 'view=all&status=offered', accepted: 'view=all&status=accepted', scheduled: 'view=all&status=scheduled', delivered: 'view=all&status=delivered', done: 'view=all&status=confirmed', returned: 'view=all&status=declined,refused,failed,withdrawn',
};

/** Referrals by what is to be done next. On a phone the same as a list. */
export default function ReferralBoard() {
  return usePhone() ? <ReferralList /> : <BoardPage />;
}

function BoardPage() {
  const go = useGo();
  const may = useMay();
  const grant = grantOf(useSession());
  const isParty = grant?.role === 'organizationManager';
  const seesFigures = seesFiguresOnly(grant);
  const [{ division }, change] = useAddress((raw) => ({ division: /^\d{4,12}$/.test(raw.division ?? '') ? raw.division! : null }));
  const board = useQueryOf<Board>('/api/referrals/board', { division }, { kinds: ['referral'] });
  const box = useRef<HTMLDivElement>(null);
  useBoardKeys(box);
  return (
    <Page title={say('referrals.title')} lead={say('referrals.boardLead')} actions={<>
      <ActionButton label={say('referrals.list')} onClick={() => go('/referrals/all')} />
      {may('referral.offer') && <ActionButton kind="primary" label={say('referrals.offer')} onClick={() => go('/referrals/offer')} />}
    </>}>
      {!isParty && <div className="referrals-filter"><DivisionPicker value={division} onChange={(code) => change({ division: code })} label={say('referrals.field.place')} placeholder={say('referrals.field.place')} /></div>}
      <Answer of={board} lines={8}>
        {({ columns }) => (columns.every(({ total }) => total === 0)
          ? <EmptyState title={say('platform.list.empty')} why={say(isParty ? 'referrals.emptyParty' : seesFigures ? 'referrals.emptyOfficer' : 'referrals.emptyWhy')} ways={seesFigures ? [{ label: say('referrals.toFigures'), path: '/city' }] : may('match.read') ? [{ label: say('referrals.toMatch'), path: '/match' }] : []} />
          : <div className="referrals-board" ref={box}>{columns.map((column) => <Column key={column.column} {...column} division={division} />)}</div>)}
      </Answer>
    </Page>
  );
}

function Column({ column, total, late, items, division }: Board['columns'][number] & { division: string | null }) {
  const name = say(`referrals.column.${column}`);
  const hint = `referrals.columnHint.${column}`;
  const list = `/referrals/all?${LIST_OF[column]}${division ? `&division=${division}` : ''}`;
  return (
    <section className="referrals-column" aria-label={say('referrals.columnCount', { column: name, count: total })}>
      <h2><To path={list}>{name}</To> <span className="count">{number(total)}</span>{canSay(hint) && <span className="quiet"> {say(hint)}</span>}</h2>
      {late > 0 && <p className="referrals-late word-poppy">{say('referrals.column.late', { count: late })}</p>}
      {items.length === 0 && <p className="quiet">{say('referrals.column.empty')}</p>}
      <ul>{items.map((referral) => <li key={referral.id}><Card referral={referral} /></li>)}</ul>
      {total > items.length && <To path={list} className="plain-link">{say('referrals.column.more', { count: total })}</To>}
    </section>
  );
}

function Card({ referral }: { referral: BoardCard }) {
  const isParty = grantOf(useSession())?.role === 'organizationManager'; // whose own name needs no telling
  const { dueOn, status } = referral;
  const agreed = status === 'scheduled' ? referral.scheduledFor : null;
  const who = referral.recipientName ?? (referral.personId ? null : say('referrals.placeNeed'));
  return (
    <To path={`/referrals/${referral.id}`} className={`referrals-card${referral.isLate ? ' edge-poppy' : ''}`} data-card>
      <span className="referrals-card-what">{say(`needs.item.${referral.item}`)}{referral.units > 1 ? ` × ${referral.units}` : ''}</span>
      {(referral.urgency ?? 1) > 1 && isLive(status) && <Urgency urgency={referral.urgency!} />}
      <span className="referrals-card-who">{[who, referral.communityName].filter(Boolean).join(' · ')}</span>
      {status === 'offered' && referral.needWords && <span className="referrals-card-words">{referral.needWords}</span>}
      {!isParty && <span className="quiet">{referral.providerName}</span>}
      {isLive(status) && dueOn
        ? <span className={`word-${dueTone(dueOn, today())}`}>{agreed ? `${say('referrals.field.scheduledFor')} ${whenWords(referral, agreed)} · ${dueWords(dueOn, today())}` : dueWords(dueOn, today())}</span>
        : <span className="quiet">{referral.helped === false ? say('referrals.no') : referral.declineCode ? say(`referrals.decline.${referral.declineCode}`) : referral.refusalCode ? `${say('referrals.status.refused')} · ${say(`referrals.refusalCode.${referral.refusalCode}`)}` : say(`referrals.status.${status}`)}</span>}
      {referral.isLate && <span className="quiet">{ruleOnly(referral)}</span>}
      {referral.waitsFor && <span className="quiet">{say('referrals.waitsFor', { who: referral.waitsFor })}</span>}
    </To>
  );
}

/** j and k within a column, h and l to the columns beside it; Enter opens, as a link does. */
function useBoardKeys(box: React.RefObject<HTMLDivElement | null>): void {
  const step = (across: number, along: number) => {
    const columns = [...(box.current?.querySelectorAll('section') ?? [])].map((section) => [...section.querySelectorAll<HTMLElement>('[data-card]')]).filter((cards) => cards.length > 0);
    if (columns.length === 0) return;
    const x = columns.findIndex((cards) => cards.includes(document.activeElement as HTMLElement));
    if (x < 0) return columns[0]![0]!.focus();
    const y = columns[x]!.indexOf(document.activeElement as HTMLElement);
    const next = columns[Math.max(0, Math.min(columns.length - 1, x + across))]!;
    next[Math.max(0, Math.min(next.length - 1, y + along))]!.focus();
  };
  useKeys({ j: () => step(0, 1), k: () => step(0, -1), h: () => step(-1, 0), l: () => step(1, 0) });
}
