import { keeperScopeOf, scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { empty, join, raw, sql, type Sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { AccountAnswer, AccountRow, ListAccounts } from '../core/accounts-contract.ts';
import { findUntilOf } from './account-queries.ts';
import { findLocks } from './tries.ts';

type Row = Omit<AccountRow, 'isLocked' | 'isOwn'> & { divisionCode: string; personId: string | null; sortValue: string };

/** What a column sorts by; ids part equal. Who never signed in comes first going up. */
const SORTS = { username: 'a.username', name: 'a.name', createdAt: `a.created_at::text`, lastSignedInAt: `coalesce(a.last_signed_in_at, '-infinity')::text` } as const;

const live = (call: Call): Sql => sql`g.city = a.city and g.account_id = a.id and (g.until_on is null or g.until_on >= ${call.today})`;
const hasGrant = (call: Call): Sql => sql`exists (select 1 from access_grant g where ${live(call)})`;

/** An account nobody has come in by for so long deserves a look (GB/T 22239: no stale accounts). */
const UNUSED = sql`a.disabled_at is null and coalesce(a.last_signed_in_at, a.created_at) < now() - interval '90 days'`;

function stateIs(call: Call, state: NonNullable<ListAccounts['state']>[number]): Sql {
  switch (state) {
    case 'closed': return sql`a.disabled_at is not null`;
    case 'firstPassword': return sql`(a.disabled_at is null and a.must_change_password)`;
    case 'noGrant': return sql`(a.disabled_at is null and not ${hasGrant(call)})`;
    case 'unused': return sql`(${UNUSED})`;
    case 'open': return sql`a.disabled_at is null`;
  }
}

function conditionsFor(call: Call, input: ListAccounts): Sql[] {
  const conditions: Sql[] = [sql`a.city = current_setting('app.city')`];
  if (input.q) conditions.push(sql`(position(lower(${input.q}) in a.username) > 0 or position(${input.q} in a.name) > 0)`);
  if (input.role?.length) conditions.push(sql`exists (select 1 from access_grant g where ${live(call)} and g.role = any(${input.role}))`);
  if (input.division) conditions.push(sql`exists (select 1 from access_grant g where ${live(call)} and g.division_code >= ${input.division} and g.division_code < ${`${input.division}:`})`);
  if (input.state?.length) conditions.push(sql`(${join(input.state.map((state) => stateIs(call, state)), ' or ')})`);
  return conditions;
}

const selectRows = (call: Call, sorted: Sql, conditions: Sql[], tail: Sql): Sql => sql`
  select a.id, a.username, a.name, a.person_id as "personId", a.division_code as "divisionCode", coalesce(d.name, a.division_code) as "divisionName", a.created_at as "createdAt", a.last_signed_in_at as "lastSignedInAt",
    case when a.disabled_at is not null then 'closed' when not ${hasGrant(call)} then 'noGrant' when a.must_change_password then 'firstPassword' else 'open' end as state, ${sorted} as "sortValue",
    coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'divisionCode', g.division_code, 'divisionName', coalesce(gd.name, g.division_code), 'organizationId', g.organization_id,
        'organizationName', null, 'fromOn', g.from_on, 'untilOn', g.until_on) order by g.until_on is not null and g.until_on < ${call.today}, g.from_on, g.id)
      from access_grant g left join division gd on gd.city = g.city and gd.code = g.division_code where g.city = a.city and g.account_id = a.id), '[]') as grants
  from account a left join division d on d.city = a.city and d.code = a.division_code where ${join(conditions, ' and ')} ${tail}`;

/** Goes back to the actor's own role for the names of organisations, which keepers of accounts do not see as such. */
async function dress(tx: Tx, call: Call, rows: Row[]): Promise<(AccountRow & { lockedUntil: string | null })[]> {
  const locks = await findLocks(tx, call.vault, rows.map(({ username }) => username), call.now);
  await stepInto(tx, scopeOf(call.actor));
  const ids = [...new Set(rows.flatMap(({ grants }) => grants.flatMap(({ organizationId }) => organizationId ?? [])))];
  const names = new Map(ids.length === 0 ? [] : (await tx.many<{ id: string; name: string }>(sql`select id, name from organization where city = current_setting('app.city') and id = any(${ids}::uuid[])`)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...row, isLocked: locks.has(row.username), lockedUntil: locks.get(row.username) ?? null, isOwn: row.id === call.actor.accountId,
    grants: row.grants.map((grant) => ({ ...grant, organizationName: grant.organizationId ? names.get(grant.organizationId) ?? null : null })),
  }));
}

/** Accounts of one's own division, a page at a time. */
export async function listAccounts(tx: Tx, call: Call, input: ListAccounts): Promise<{ total: number; items: AccountRow[]; next: string | null }> {
  await stepInto(tx, keeperScopeOf(call.actor));
  const isDown = input.sort.startsWith('-');
  const sorted = raw(SORTS[input.sort.replace('-', '') as keyof typeof SORTS]);
  const conditions = conditionsFor(call, input);
  const cursor = decodeCursor(input.after);
  const beyond = cursor ? [sql`(${sorted}, a.id) ${raw(isDown ? '<' : '>')} (${String(cursor.value)}, ${cursor.id}::uuid)`] : [];
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from account a where ${join(conditions, ' and ')}`),
    tx.many<Row>(selectRows(call, sorted, [...conditions, ...beyond], sql`order by ${sorted} ${raw(isDown ? 'desc' : 'asc')}, a.id ${raw(isDown ? 'desc' : 'asc')} limit ${input.limit + 1}`)),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return { total, items: await dress(tx, call, page), next: rows.length > input.limit && last ? encodeCursor({ value: last.sortValue, id: last.id }) : null };
}

export async function readAccount(tx: Tx, call: Call, { accountId }: { accountId: string }): Promise<AccountAnswer> {
  const keeperUntilOn = await findUntilOf(tx, call.actor.grantId);
  await stepInto(tx, keeperScopeOf(call.actor));
  const row = await tx.maybe<Row>(selectRows(call, sql`''`, [sql`a.city = current_setting('app.city')`, sql`a.id = ${accountId}`], empty));
  if (!row) throw new NotFound('account', accountId);
  const [dressed] = await dress(tx, call, [row]);
  return { ...dressed!, divisionCode: row.divisionCode, personId: row.personId, keeperUntilOn };
}
