import type pg from 'pg';

type Line = { name: string; text: string };

const COLUMNS = `
  select c.relname as name, string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when co.collname = 'C' then ' collate "C"' else '' end || case when a.attnotnull then ' not null' else '' end
    || case when a.attgenerated = 's' then ' generated always as (' || regexp_replace(pg_get_expr(d.adbin, d.adrelid), '\\s+', ' ', 'g') || ') stored' else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end, E',\\n' order by a.attnum) as text
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum left join pg_collation co on co.oid = a.attcollation
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`;
const CONSTRAINTS = `
  select conrelid::regclass::text as name, 'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' ' || pg_get_constraintdef(oid) || ';' as text
  from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 'n'`;
const INDEXES = `
  select t.relname as name, pg_get_indexdef(i.indexrelid) || ';' as text from pg_index i join pg_class t on t.oid = i.indrelid
  where t.relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`;
const POLICIES = `
  select tablename as name, 'create policy ' || policyname || ' on ' || tablename || case permissive when 'RESTRICTIVE' then ' as restrictive' else '' end || ' for ' || lower(cmd) || ' to ' || array_to_string(roles, ', ')
    || coalesce(E'\\n  using (' || qual || ')', '') || coalesce(E'\\n  with check (' || with_check || ')', '') || ';' as text
  from pg_policies where schemaname = 'public'`;
const GRANTS = `
  select table_name as name, 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ' || table_name || ' to ' || grantee || ';' as text
  from information_schema.role_table_grants where table_schema = 'public' and grantee like 'sanshe\\_%' and grantee <> 'sanshe_owner' group by table_name, grantee
  union all
  select table_name, 'grant ' || lower(privilege_type) || ' (' || string_agg(column_name, ', ' order by column_name) || ') on ' || table_name || ' to ' || grantee || ';'
  from information_schema.column_privileges p where table_schema = 'public' and grantee like 'sanshe\\_%' and grantee <> 'sanshe_owner'
    and not exists (select 1 from information_schema.role_table_grants g where g.table_schema = 'public' and g.table_name = p.table_name and g.grantee = p.grantee and g.privilege_type = p.privilege_type)
  group by table_name, grantee, privilege_type`;
const COMMENTS = `
  select c.relname as name, 'comment on table ' || c.relname || ' is ' || quote_literal(obj_description(c.oid, 'pg_class')) || ';' as text
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and obj_description(c.oid, 'pg_class') is not null`;
const FUNCTIONS = `
  select p.proname as name, pg_get_functiondef(p.oid) || ';' as text from pg_proc p where p.pronamespace = 'public'::regnamespace
    and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;
const EXTENSIONS = `select extname as name, 'create extension ' || extname || ';' as text from pg_extension where extname <> 'plpgsql'`;
const TRIGGERS = `
  select tgrelid::regclass::text as name, pg_get_triggerdef(oid) || ';' as text from pg_trigger where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`;

/** The whole schema as one reads it, table by table, from the catalog. */
export async function schemaText(owner: pg.Client): Promise<string> {
  const rows = async (text: string) => {
    const byName = new Map<string, string[]>();
    for (const { name, text: line } of (await owner.query<Line>(text)).rows) byName.set(name, [...(byName.get(name) ?? []), line].sort());
    return byName;
  };
  const columns = await rows(COLUMNS);
  const parts = [await rows(COMMENTS), await rows(CONSTRAINTS), await rows(INDEXES), await rows(POLICIES), await rows(GRANTS), await rows(TRIGGERS)];
  const rls = new Map((await owner.query<{ name: string; on: boolean; forced: boolean }>(
    `select relname as name, relrowsecurity as on, relforcerowsecurity as forced from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)).rows.map((row) => [row.name, row]));
  const tables = [...columns.keys()].sort().map((table) => [
    `create table ${table} (\n${columns.get(table)![0]}\n);`,
    ...(rls.get(table)?.on ? [`alter table ${table} enable row level security;`] : []), ...(rls.get(table)?.forced ? [`alter table ${table} force row level security;`] : []),
    ...parts.flatMap((part) => part.get(table) ?? []),
  ].join('\n'));
  const functions = [...[...(await rows(EXTENSIONS)).values()].flat().sort(), ...[...(await rows(FUNCTIONS)).values()].flat().sort()];
  return `-- The whole schema, read from the catalog after all migrations. Written by: UPDATE=1 npx vitest run --project database test/schema.db.test.ts\n\n${[...functions, ...tables].join('\n\n')}\n`;
}
