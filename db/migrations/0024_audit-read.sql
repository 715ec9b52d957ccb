-- The log is read from the pages: newest first, by account, by what was done, by what was refused, each in the order of an index, so that a million rows are read as ten are.
create index audit_by_moment on audit (city, happened_at desc, id desc) include (division_code, actor_role);
create index audit_of_account on audit (city, account_id, happened_at desc, id desc) include (division_code);
create index audit_of_operation on audit (city, operation, happened_at desc, id desc) include (division_code);
create index audit_refused on audit (city, happened_at desc, id desc) include (division_code) where outcome >= 'refused' and outcome < 'refusee';

create table audit_check (
  city text not null default current_setting('app.city'),
  id uuid not null,
  requested_by uuid not null,
  requested_name text not null,
  requested_at timestamptz not null,
  status text not null check (status in ('running', 'holds', 'broken')),
  -- how many links were read by then
  checked bigint not null default 0,
  progressed_at timestamptz not null default now(),
  finished_at timestamptz,
  end_hash bytea,
  faults jsonb not null default '[]',
  primary key (city, id)
);
comment on table audit_check is 'Each time somebody had the chain of the log verified, how far it was read and what was found.';
create index audit_check_latest on audit_check (city, requested_at desc);
alter table audit_check enable row level security;
alter table audit_check force row level security;
create policy audit_check_of_the_city on audit_check to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.own_lo', true) = current_setting('app.city', true))
  with check (city = current_setting('app.city', true) and current_setting('app.own_lo', true) = current_setting('app.city', true));
grant select, insert, update on audit_check to sanshe_app;
