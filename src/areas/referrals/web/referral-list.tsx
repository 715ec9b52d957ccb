import { useMemo } from 'react';
import { dayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import type { BulkAction, Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { usePhone } from '../../../platform/web/preferences.ts';
import { language, say } from '../../../platform/web/say.ts';
import { grantOf, seesFiguresOnly, useMay, useSession } from '../../../platform/web/session.ts';
import type { Reminded } from '../../duties/core/contract.ts';
import { Urgency } from '../../needs/web/parts/urgency.tsx';
import { ITEM_CODES } from '../../needs/core/items.ts';
import type { ReferralRow } from '../core/contract.ts';
import { STATUSES } from '../core/referral.ts';
import { whenWords } from './when.ts';
import { ruleWords } from './parts/clock-rule.tsx';
import { ReferralStatus } from './parts/referral-status.tsx';

const onDay = (moment: string | null) => (moment ? day(dayOf(moment)) : '');

// English says its statuses in more letters: there the need's own words wait in the choice of columns
const columnsOf = (): Column<ReferralRow>[] => [
  { key: 'item', label: say('referrals.field.item'), render: (row) => say(`needs.item.${row.item}`), width: 150, pinned: true },
  { key: 'status', label: say('referrals.field.status'), render: (row) => <ReferralStatus referral={row} />, exportValue: (row) => say(`referrals.status.${row.status}`), width: language() === 'zh' ? 244 : 372, fixed: true, card: 'beside' },
  { key: 'provider', label: say('referrals.field.provider'), render: (row) => row.providerName, width: 172, fixed: true },
  { key: 'recipient', label: say('referrals.field.recipient'), render: (row) => row.recipientName ?? (row.personId ? say('referrals.notDisclosed') : say('referrals.placeNeed')), width: 94, fixed: true },
  { key: 'dueOn', label: say('referrals.field.dueOn'), render: (row) => (row.dueOn ? day(row.dueOn) : ''), sortable: true, width: 148, fixed: true },
  { key: 'scheduledFor', label: say('referrals.field.scheduledFor'), render: (row) => (row.scheduledFor ? whenWords(row, row.scheduledFor) : ''), width: 204, fixed: true, hidden: language() === 'en' },
  { key: 'urgency', label: say('needs.field.urgency'), render: (row) => (row.urgency ? <Urgency urgency={row.urgency} /> : ''), exportValue: (row) => (row.urgency ? say(`needs.urgency.${row.urgency}`) : ''), width: 116, fixed: true },
  { key: 'needWords', label: say('needs.field.description'), render: (row) => row.needWords ?? '', width: 150, hidden: true },
  { key: 'place', label: say('referrals.field.place'), render: (row) => row.communityName, width: 106, fixed: true },
  { key: 'rule', label: say('referrals.clocks.menu'), render: (row) => ruleWords(row) ?? '', width: 260, hidden: true },
  { key: 'offeredAt', label: say('referrals.field.offeredAt'), render: (row) => onDay(row.offeredAt), sortable: true, width: 148, fixed: true, hidden: true },
  { key: 'deliveredOn', label: say('referrals.field.deliveredOn'), render: (row) => (row.deliveredOn ? day(row.deliveredOn) : ''), width: 140, hidden: true },
  { key: 'confirmedAt', label: say('referrals.field.confirmedAt'), render: (row) => onDay(row.confirmedAt), width: 140, hidden: true },
  { key: 'helped', label: say('referrals.field.helped'), render: (row) => (row.helped === null ? '' : say(row.helped ? 'referrals.yes' : 'referrals.no')), hidden: true },
  { key: 'declineCode', label: say('referrals.field.declineCode'), render: (row) => (row.declineCode ? say(`referrals.decline.${row.declineCode}`) : ''), hidden: true },
  { key: 'refusalCode', label: say('referrals.field.refusalCode'), render: (row) => (row.refusalCode ? say(`referrals.refusalCode.${row.refusalCode}`) : ''), hidden: true },
  { key: 'units', label: say('referrals.field.units'), render: (row) => row.units, align: 'end', hidden: true },
  { key: 'worker', label: say('referrals.field.worker'), render: (row) => row.workerName, width: 110, hidden: true },
];

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: say('referrals.search') },
  { key: 'status', kind: 'choice', many: true, label: say('referrals.field.status'), options: STATUSES.map((value) => ({ value, label: say(`referrals.status.${value}`) })) },
  { key: 'overdue', kind: 'choice', label: say('referrals.field.overdue'), options: [{ value: 'true', label: say('referrals.overdue.yes') }, { value: 'false', label: say('referrals.overdue.no') }] },
  { key: 'item', kind: 'choice', many: true, label: say('referrals.field.item'), options: ITEM_CODES.map((value) => ({ value, label: say(`needs.item.${value}`) })) },
  { key: 'offered', kind: 'days', label: say('referrals.field.offered') },
  { key: 'division', kind: 'division', label: say('referrals.field.place') },
];

const viewsOf = (): View[] => [
  { key: 'live', label: say('referrals.view.live'), filters: { status: 'offered,accepted,scheduled,delivered' }, sort: 'dueOn' },
  { key: 'offered', label: say('referrals.view.offered'), filters: { status: 'offered' }, sort: 'dueOn' },
  { key: 'late', label: say('referrals.view.late'), filters: { overdue: 'true' }, sort: 'dueOn' },
  { key: 'closed', label: say('referrals.view.closed'), filters: { status: 'confirmed,declined,refused,failed,withdrawn' } },
  { key: 'all', label: say('referrals.view.all'), filters: {} },
];

const tell = ({ reminded, left }: Reminded) => announce(left.length > 0 ? say('duties.remindedLeft', { count: reminded, left: left.length }) : say('duties.remindedMany', { count: reminded }));

/** Every referral that one may see; for an organisation its inbox. */
export default function ReferralList() {
  const go = useGo();
  const may = useMay();
  const isPhone = usePhone();
  const grant = grantOf(useSession());
  const isParty = grant?.role === 'organizationManager';
  const seesFigures = seesFiguresOnly(grant);
  const columns = useMemo(() => columnsOf(), []);
  const filters = useMemo(() => filtersOf(), []);
  const views = useMemo(() => viewsOf(), []);
  const { send } = useCommand<{ subjectKind: string; subjectIds: string[] }, Reminded>('/api/my-work/remind', { onDone: tell });
  const bulk = useMemo((): BulkAction<ReferralRow>[] => (may('duty.remind') ? [{
    key: 'remind', label: say('duties.remind'), disabledReason: (rows) => (rows.some(({ isLate }) => isLate) ? null : say('duties.notLate')),
    run: async (rows) => (await send({ subjectKind: 'referral', subjectIds: rows.filter(({ isLate }) => isLate).map(({ id }) => id) })) !== undefined,
  }] : []), [may, send]);
  return (
    <ListPage<ReferralRow> title={say('referrals.all')} path="/api/referrals" kinds={['referral']} columns={columns} filters={filters} views={views} rowId={(row) => row.id} rowPath={(row) => `/referrals/${row.id}`}
      actions={<>
        {!isPhone && <ActionButton label={say('referrals.board')} onClick={() => go('/referrals')} />}
        {may('referral.offer') && <ActionButton kind="primary" label={say('referrals.offer')} onClick={() => go('/referrals/offer')} />}
      </>}
      empty={{ why: say(isParty ? 'referrals.emptyParty' : seesFigures ? 'referrals.emptyOfficer' : 'referrals.emptyWhy'), ways: seesFigures ? [{ label: say('referrals.toFigures'), path: '/city' }] : may('match.read') ? [{ label: say('referrals.toMatch'), path: '/match' }] : [] }} xlsx="/api/referrals/export" bulk={bulk} />
  );
}
