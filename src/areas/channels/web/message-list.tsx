import { useMemo } from 'react';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import type { BulkAction, Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { CHANNEL_KINDS } from '../core/channel.ts';
import type { MessageRow } from '../core/contract.ts';
import { OCCASIONS } from '../core/occasions.ts';
import { STATES } from '../core/outbox.ts';
import { MessageState, toWhom, whatHappened } from './message-state.tsx';

const field = (key: string) => say(`channels.field.${key}`);
const named = <T extends string>(values: readonly T[], words: string) => values.map((value) => ({ value, label: say(`channels.${words}.${value}`) }));

const columnsOf = (): Column<MessageRow>[] => [
  { key: 'text', label: field('text'), render: (row) => <><strong>{row.title}</strong> <span className="quiet">{row.body}</span></>, exportValue: (row) => `${row.title} ${row.body}`, width: 260, pinned: true },
  { key: 'state', label: field('state'), render: (row) => <MessageState state={row.state} />, exportValue: (row) => say(`channels.state.${row.state}`), card: 'beside', width: 110, fixed: true },
  { key: 'recipient', label: field('recipient'), render: toWhom, width: 160 },
  { key: 'channel', label: field('channel'), render: (row) => say(`channels.kind.${row.channel}`), width: 120 },
  { key: 'occasion', label: field('occasion'), render: (row) => say(`channels.occasion.${row.occasion}`), width: 120, hidden: true },
  { key: 'why', label: field('why'), render: (row) => whatHappened(row) || '—', width: 200 },
  { key: 'place', label: field('place'), render: (row) => row.placeName, width: 120, hidden: true },
  { key: 'at', label: field('at'), render: (row) => moment(row.at), width: 180, fixed: true },
];
const filtersOf = (): Filter[] => [
  { key: 'state', kind: 'choice', many: true, label: field('state'), options: named(STATES, 'state') },
  { key: 'channel', kind: 'choice', many: true, label: field('channel'), options: named(['inApp', ...CHANNEL_KINDS], 'kind') },
  { key: 'occasion', kind: 'choice', many: true, label: field('occasion'), options: named(OCCASIONS, 'occasion') },
  { key: 'division', kind: 'division', label: field('place') },
];
const viewsOf = (): View[] => [
  { key: 'all', label: say('channels.view.all'), filters: {} }, { key: 'failed', label: say('channels.view.failed'), filters: { state: 'failed' } }, { key: 'waiting', label: say('channels.view.waiting'), filters: { state: 'waiting,sending' } },
];

/** What was told to whom, by which way, and what became of it; what failed is sent again from here. */
export default function MessageList() {
  const [columns, filters, views] = [useMemo(columnsOf, []), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const may = useMay();
  const resend = useCommand<{ messageId: string }>('/api/messages/resend');
  const again: BulkAction<MessageRow> = {
    key: 'again', label: say('channels.sent.again'), disabledReason: (rows) => (rows.some(({ mayResend }) => !mayResend) ? say('channels.sent.notFailed') : null),
    run: async (rows) => {
      for (const { id } of rows) if (await resend.send({ messageId: id }) === undefined) return false;
      announce(say('channels.sent.isAgain'));
      return true;
    },
  };
  return (
    <ListPage<MessageRow> title={say('channels.sent.title')} lead={say('channels.sent.lead')} path="/api/messages" columns={columns} filters={filters} views={views}
      rowId={(row) => row.id} rowPath={(row) => `/messages/${row.id}`} {...(may('message.resend') ? { bulk: [again] } : {})} empty={{ why: say('channels.sent.empty'), ways: may('channel.keep') ? [{ label: say('channels.menu'), path: '/channels' }] : [] }} />
  );
}
