import { useMemo } from 'react';
import { addDays } from '../../../kernel/local-date.ts';
import { moment, number, today } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { To, useAddress } from '../../../platform/web/navigation.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import { AUDIT_KINDS, AUDIT_ROLES, type AuditRow } from '../core/audit-contract.ts';
import { AuditChain } from './audit-chain.tsx';
import { AUDIT_OPERATIONS } from './audit-words.ts';

const said = (key: string): string | null => (canSay(key) ? say(key) : null);
const word = (key: string) => say(`access.audit.${key}`);
const TAGS = { change: { tone: 'sky', shape: 'half' }, read: { tone: 'sand', shape: 'ring' }, refused: { tone: 'poppy', shape: 'cross' }, door: { tone: 'stone', shape: 'bar' } } as const;

/** Where a record has its page, and what lets one open it. */
const PLACES: Record<string, { path: string; permission: string }> = {
  account: { path: '/accounts', permission: 'account.read' }, person: { path: '/people', permission: 'person.read' }, need: { path: '/needs', permission: 'need.read' }, organization: { path: '/organizations', permission: 'organization.read' },
  resource: { path: '/resources', permission: 'resource.read' }, referral: { path: '/referrals', permission: 'referral.read' }, activity: { path: '/activities', permission: 'activity.read' }, session: { path: '/sessions', permission: 'session.read' }, import: { path: '/imports', permission: 'import.read' },
  matchRun: { path: '/match', permission: 'match.read' },
};
const SUBJECTS = [...Object.keys(PLACES), 'matchRule', 'proposal', 'duty', 'duplicateQuestion', 'servicePhone'];

/** 转介 · 助餐 · 暖阳社会工作服务中心 */
const subjectOf = ({ subject, ...row }: AuditRow): string =>
  [row.subjectKind && said(`access.subject.${row.subjectKind}`), subject?.duty && said(`duties.kind.${subject.duty}`), subject?.item && said(`needs.item.${subject.item}`), subject?.name].filter(Boolean).join(' · ') || '—';
/** The page of what it is about, where there is one that the reader may open. */
function pageOf({ subject, subjectKind, subjectId }: AuditRow, may: (permission: string) => boolean): string | null {
  const opens = subject?.opens ?? (subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null);
  const place = opens ? PLACES[opens.kind] : undefined;
  return place && may(place.permission) ? `${place.path}/${opens!.id}` : null;
}
/** An operation without a word of its own would be a fault of ours; its kind still tells what it was. */
const operationOf = (row: AuditRow): string => said(`access.op.${row.operation}`) ?? word(`kind.${row.kind}`);

/** Why something was refused, where the sentence stands by itself. */
function reasonOf({ reason, operation }: AuditRow): string | null {
  const areas = [operation.split('/')[2] ?? '', 'access', 'people', 'organizations', 'needs', 'resources', 'imports', 'matching', 'referrals', 'delivery', 'duties'];
  const key = reason && areas.map((area) => `${area}.refusal.${reason}`).find(canSay);
  const sentence = key ? say(key) : null;
  return sentence && !sentence.includes('{{') ? sentence : null;
}

/** What was done, what for, and why not. */
const whatOf = (row: AuditRow): string => {
  const purpose = row.purpose && said(`access.purpose.${row.purpose}`);
  return [purpose ? say('access.audit.whatFor', { what: operationOf(row), purpose }) : operationOf(row), reasonOf(row)].filter(Boolean).join('：');
};

function columnsOf(may: (permission: string) => boolean): Column<AuditRow>[] {
  const linked = (row: AuditRow) => {
    const path = pageOf(row, may);
    return path ? <To path={path}>{subjectOf(row)}</To> : subjectOf(row);
  };
  return [
    { key: 'at', label: word('at'), render: (row) => moment(row.at), width: 192, fixed: true, pinned: true },
    { key: 'kind', label: word('kind'), render: (row) => <StatusTag word={word(`kind.${row.kind}`)} {...TAGS[row.kind]} />, exportValue: (row) => word(`kind.${row.kind}`), width: 104, fixed: true, card: 'beside' },
    { key: 'who', label: word('who'), render: (row) => (may('account.read') && row.actorRole !== 'system' && row.actorRole !== 'link' && row.actorRole !== 'partnerLink' ? <To path={`/accounts/${row.accountId}`}>{row.actorName}</To> : row.actorName), exportValue: (row) => row.actorName, width: 92 },
    { key: 'as', label: word('as'), render: (row) => said(`access.role.${row.actorRole}`) ?? '—', width: 132, fixed: true },
    { key: 'what', label: word('what'), render: whatOf, width: 196 },
    { key: 'on', label: word('on'), render: linked, exportValue: subjectOf, width: 176 },
    { key: 'where', label: word('where'), render: (row) => row.divisionName, width: 104, fixed: true, card: 'none' },
    { key: 'for', label: word('for'), render: (row) => row.actorPlace ?? '—', width: 140, hidden: true, card: 'none' },
    { key: 'address', label: word('address'), render: (row) => row.sourceAddress ?? '—', width: 100, card: 'none' },
    { key: 'only', label: word('thisOne'), render: (row) => (row.subjectId ? <To path={`/audit?view=all&subjectKind=${row.subjectKind}&subjectId=${row.subjectId}`}>{word('thisOne')}</To> : '—'), exportValue: (row) => row.subjectId, width: 100, hidden: true, card: 'none' },
    { key: 'sequence', label: word('sequence'), render: (row) => (row.sequence === null ? word('notSealed') : number(row.sequence)), exportValue: (row) => row.sequence, width: 92, fixed: true, align: 'end', card: 'none' },
  ];
}

/** Operations that read alike are one choice of the filter. */
function operationOptions(): { value: string; label: string }[] {
  const byWord = new Map<string, string[]>();
  for (const operation of AUDIT_OPERATIONS) byWord.set(say(`access.op.${operation}`), [...(byWord.get(say(`access.op.${operation}`)) ?? []), operation]);
  return [...byWord].map(([label, operations]) => ({ label, value: operations[operations.length - 1]! }));
}

const filtersOf = (): Filter[] => [
  { key: 'q', kind: 'search', label: word('search') },
  { key: 'kind', kind: 'choice', label: word('kind'), options: AUDIT_KINDS.map((value) => ({ value, label: word(`kind.${value}`) })) },
  { key: 'operation', kind: 'choice', many: true, label: word('what'), options: operationOptions() },
  { key: 'role', kind: 'choice', many: true, label: word('as'), options: AUDIT_ROLES.map((value) => ({ value, label: say(`access.role.${value}`) })) },
  { key: 'subjectKind', kind: 'choice', label: word('onKind'), options: SUBJECTS.map((value) => ({ value, label: say(`access.subject.${value}`) })) },
  { key: 'happened', kind: 'days', label: word('happened') },
];

const viewsOf = (): View[] => [
  { key: 'week', label: word('view.week'), filters: { happenedFrom: addDays(today(), -6) } }, ...(['read', 'change', 'refused', 'door'] as const).map((kind) => ({ key: kind, label: word(`view.${kind}`), filters: { kind } })),
  { key: 'all', label: word('view.all'), filters: {} },
];

const idOr = (text: string | undefined): string | null => (text && /^[0-9a-f-]{36}$/.test(text) ? text : null);

/** The log of changes and readings, for whoever audits. */
export default function AuditList() {
  const may = useMay();
  const columns = useMemo(() => columnsOf(may), [may]);
  const [filters, views] = [useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const [{ account, subjectId, subjectKind }] = useAddress((raw) => ({ account: idOr(raw.account), subjectId: idOr(raw.subjectId), subjectKind: raw.subjectKind }));
  const input = useMemo(() => ({ account: account ?? undefined, subjectId: subjectId ?? undefined }), [account, subjectId]);
  const narrowed = account ? word('onlyAccount') : subjectId ? say('access.audit.onlySubject', { kind: (subjectKind && said(`access.subject.${subjectKind}`)) ?? '' }) : null;
  return (
    <ListPage<AuditRow> title={say('access.audit')} lead={say('access.auditLead')} path="/api/audit" input={input} kinds={['auditRow']} columns={columns} filters={filters} views={views} rowId={(row) => row.id}
      above={<><AuditChain />{narrowed && <p className="list-note">{narrowed} <To path="/audit?view=all">{word('showAll')}</To></p>}</>} empty={{ why: say('access.auditEmpty') }} />
  );
}
