import type { Language } from '../../../kernel/messages.ts';
import { ancestorsOf } from '../../../kernel/division.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { permissions as delivery } from '../../delivery/core/permissions.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { permissions as needs } from '../../needs/core/permissions.ts';
import { permissions as organizations } from '../../organizations/core/permissions.ts';
import { nameSeenBy, permissions as people } from '../../people/core/permissions.ts';
import { permissions as referrals } from '../../referrals/core/permissions.ts';
import type { FigureRecord } from '../core/contract.ts';
import type { RecordKind } from '../core/figure.ts';
import type { RecordRow } from './queries.ts';

type Subject = NonNullable<FigureRecord['subject']>;
type Described = { title: string; subject: Subject | null };

const distinct = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
const itemWords = (item: string | null, language: Language): string => (item && item in ITEMS ? ITEMS[item as ItemCode][language] : (item ?? ''));
const mapOf = <T extends { id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));

/** What each record is about, under the figures' scope: no name of a resident is in reach here. */
export async function describeRows(tx: Tx, kind: RecordKind, rows: RecordRow[], language: Language): Promise<(row: RecordRow) => Described> {
  const ids = distinct(rows.map(({ subjectId }) => subjectId));
  switch (kind) {
    case 'attendance': case 'session': {
      const sessions = mapOf(await tx.many<{ id: string; title: string; item: string | null; referralId: string | null }>(sql`
        select s.id, coalesce(nullif(s.title, ''), a.name, '') as title, r.item, s.referral_id as "referralId"
        from activity_session s left join activity a on a.city = s.city and a.id = s.activity_id left join referral r on r.city = s.city and r.id = s.referral_id
        where s.id = any(${ids}::uuid[])`));
      return (row) => {
        const session = sessions.get(row.subjectId ?? '');
        // a service at somebody's home is told on its referral, which fewer may open than the sessions of an activity
        const subject: Subject | null = session?.referralId ? { kind: 'referral', id: session.referralId } : session ? { kind: 'session', id: session.id } : null;
        // The service of a referral is named by what was needed, in the reader's language; its own title is in the writer's.
        return { title: itemWords(session?.item ?? null, language) || (session?.title ?? ''), subject };
      };
    }
    case 'organization': {
      const organizations = mapOf(await tx.many<{ id: string; name: string }>(sql`select id, name from organization where id = any(${ids}::uuid[])`));
      return (row) => ({ title: organizations.get(row.subjectId ?? '')?.name ?? '', subject: { kind: 'organization', id: row.subjectId ?? '' } });
    }
    case 'need': case 'referral': return (row) => ({ title: itemWords(row.detail, language), subject: { kind, id: row.subjectId ?? '' } });
    case 'person': return (row) => ({ title: '', subject: row.personId ? { kind, id: row.personId } : null });
    case 'community': return (row) => ({ title: row.detail ?? '', subject: null });
  }
}

/** Names of the places from the banner down. */
export async function placesOf(tx: Tx, rows: RecordRow[]): Promise<(code: string) => string[]> {
  const codes = distinct(rows.flatMap(({ divisionCode }) => [...ancestorsOf(divisionCode), divisionCode]));
  const names = new Map((await tx.many<{ code: string; name: string }>(sql`select code, name from division where code = any(${codes})`)).map(({ code, name }) => [code, name]));
  return (code) => {
    const path = [...ancestorsOf(code), code];
    return (path.length > 1 ? path.slice(1) : path).map((part) => names.get(part) ?? part);
  };
}

/** Who may open a page of that kind at all; which of them stands in the viewer's own scope is row security's to say. */
const MAY_OPEN: Record<Subject['kind'], readonly string[]> = {
  session: delivery['session.read'], referral: referrals['referral.read'], need: needs['need.read'], organization: organizations['organization.read'], person: people['person.read'],
};
const VISIBLE: Record<Exclude<Subject['kind'], 'person'>, Sql> = {
  session: sql`select id from activity_session`, referral: sql`select id from referral`, need: sql`select id from need`, organization: sql`select id from organization`,
};

/** What the viewer's own scope adds: names of the people it holds, and which subjects it may open. Run under that scope. */
export async function seenBy(tx: Tx, call: Call, rows: RecordRow[], subjects: (Subject | null)[]): Promise<{ nameOf(personId: string | null): string | null; maySee(subject: Subject | null): boolean }> {
  const people = distinct(rows.map(({ personId }) => personId));
  const names = new Map(people.length === 0 ? [] : (await tx.many<{ id: string; name: string }>(sql`select id, full_name as name from person where id = any(${people}::uuid[])`)).map(({ id, name }) => [id, nameSeenBy(call.actor.role, name)]));
  const seen = new Set<string>(names.keys());
  for (const kind of Object.keys(VISIBLE) as (keyof typeof VISIBLE)[]) {
    const ids = distinct(subjects.map((subject) => (subject?.kind === kind ? subject.id : null)));
    if (ids.length > 0) for (const { id } of await tx.many<{ id: string }>(sql`${VISIBLE[kind]} where id = any(${ids}::uuid[])`)) seen.add(id);
  }
  const { role } = call.actor;
  return { nameOf: (personId) => names.get(personId ?? '') ?? null, maySee: (subject) => subject !== null && seen.has(subject.id) && (role === 'system' || MAY_OPEN[subject.kind].includes(role)) };
}

export type Describe = { described: Described; place: string[]; name: string | null; isOpen: boolean };

/** The record as answered. Its id tells persons apart without telling who they are. */
export function toRecord(row: RecordRow, kind: RecordKind, { described, place, name, isOpen }: Describe): FigureRecord {
  const isDated = row.onDay > '0001-01-01';
  return {
    id: row.id, on: isDated ? row.onDay : null, divisionCode: row.divisionCode, place, title: described.title,
    detail: kind === 'person' || kind === 'need' || kind === 'referral' || kind === 'community' ? null : row.detail,
    times: kind === 'person' ? Number(row.detail) : null, name, subject: isOpen ? described.subject : null,
  };
}
