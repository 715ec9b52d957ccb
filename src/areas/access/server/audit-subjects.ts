import { figuresScopeOf, scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Subject } from '../../../platform/server/subjects.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { AuditSubject } from '../core/audit-contract.ts';

type Asked = Record<string, (ids: string[]) => Sql>;
/** One row of an answer: a name, what was needed, which duty it is, what it opens; all but the id may be missing. */
const row = (from: Sql, ids: string[], { name, item, duty, opens }: { name?: Sql; item?: Sql; duty?: Sql; opens?: { kind: Sql; id: Sql } }): Sql => sql`
  select s.id, ${name ?? sql`null`}::text as name, ${item ?? sql`null`}::text as item, ${duty ?? sql`null`}::text as duty, ${opens?.kind ?? sql`null`}::text as "opensKind", ${opens?.id ?? sql`null`}::uuid as "opensId"
  from ${from} where s.city = current_setting('app.city') and s.id = any(${ids}::uuid[])`;

/** What the reader's own scope shows: records that are no resident's. */
const OPEN: Asked = {
  account: (ids) => row(sql`account s`, ids, { name: sql`s.name` }),
  organization: (ids) => row(sql`organization s`, ids, { name: sql`s.name` }),
  resource: (ids) => row(sql`resource s`, ids, { name: sql`s.provider_name` }),
  activity: (ids) => row(sql`activity s`, ids, { name: sql`s.title` }),
  session: (ids) => row(sql`activity_session s left join activity a on a.city = s.city and a.id = s.activity_id`, ids, { name: sql`concat_ws(' ', coalesce(a.title, nullif(s.title, '')), s.held_on)` }),
  import: (ids) => row(sql`import s`, ids, { name: sql`array_to_string(s.file_names, ', ')` }),
  matchRun: (ids) => row(sql`match_run s`, ids, { name: sql`s.as_of` }),
  // a duty is opened where the work is done: at the record it is about
  duty: (ids) => row(sql`duty s`, ids, { duty: sql`s.kind`, opens: { kind: sql`s.subject_kind`, id: sql`s.subject_id` } }),
};

/** What the figures' scope shows of residents' records: what was needed and who helps; of a person the first character of the name, so that the log tells one file from another. */
const COUNTED: Asked = {
  person: (ids) => row(sql`person s`, ids, { name: sql`s.masked_name` }),
  need: (ids) => row(sql`need s`, ids, { item: sql`s.item` }),
  referral: (ids) => row(sql`referral s left join organization o on o.city = s.city and o.id = s.organization_id`, ids, { item: sql`s.item`, name: sql`o.name` }),
  proposal: (ids) => row(sql`proposal s left join need n on n.city = s.city and n.id = s.need_id`, ids, { item: sql`n.item`, opens: { kind: sql`'matchRun'`, id: sql`s.run_id` } }),
};

type Found = { id: string; name: string | null; item: string | null; duty: string | null; opensKind: string | null; opensId: string | null };

async function ask(tx: Tx, asked: Asked, subjects: Subject[]): Promise<Found[]> {
  const questions = Object.entries(asked).flatMap(([kind, text]) => {
    const ids = [...new Set(subjects.filter((subject) => subject.kind === kind).map(({ id }) => id))];
    return ids.length > 0 ? [text(ids)] : [];
  });
  return questions.length > 0 ? tx.many<Found>(join(questions, ' union all ')) : [];
}

/** What records are called in the log and which page shows them; a resident's name is in none of it but masked. Comes back to the reader's own scope. */
export async function describeSubjects(tx: Tx, call: Call, subjects: Subject[]): Promise<Map<string, AuditSubject>> {
  const open = await ask(tx, OPEN, subjects);
  let counted: Found[] = [];
  if (subjects.some(({ kind }) => kind in COUNTED)) {
    await stepInto(tx, figuresScopeOf(call.actor));
    counted = await ask(tx, COUNTED, subjects);
    await stepInto(tx, scopeOf(call.actor));
  }
  return new Map([...open, ...counted].map(({ id, opensKind, opensId, ...found }) => [id, { ...found, opens: opensKind && opensId ? { kind: opensKind, id: opensId } : null }]));
}
