-- What every operation leaves behind, whatever it is about: its answer, its history, its audit row, its notices.
-- The roles themselves are made by `sanshe migrate` before the first migration (src/platform/server/roles.ts).

create table command_answer (
  city text not null default current_setting('app.city'),
  account_id uuid not null,
  request_id uuid not null,
  path text not null,
  input_hash bytea not null,
  status smallint not null,
  body jsonb not null,
  answered_at timestamptz not null default now(),
  primary key (city, account_id, request_id)
);
comment on table command_answer is 'The answer to each command under its requestId, saved in the command''s own transaction: sent twice, done once.';
alter table command_answer enable row level security;
alter table command_answer force row level security;
create policy command_answer_own on command_answer
  using (city = current_setting('app.city', true) and account_id::text = current_setting('app.actor', true));
grant select, insert on command_answer to sanshe_app, sanshe_party, sanshe_door;

create table history (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_id uuid not null,
  action text not null,
  account_id uuid not null,
  actor_name text not null,
  actor_role text not null,
  reason text,
  changes jsonb,
  happened_at timestamptz not null,
  primary key (city, id)
);
comment on table history is 'The timeline of every record: who did what when, and what it changed. Never holds an identity number or a phone in the clear.';
create index history_of_subject on history (city, kind, subject_id, happened_at);
alter table history enable row level security;
alter table history force row level security;
create policy history_seen on history to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
      or (kind in ('organization', 'resource', 'activity', 'matchRun', 'import') and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))))
  with check (city = current_setting('app.city', true));
create policy history_of_party on history to sanshe_party
  using (city = current_setting('app.city', true) and account_id::text = current_setting('app.actor', true))
  with check (city = current_setting('app.city', true));
grant select, insert on history to sanshe_app, sanshe_party;

create table audit (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  account_id uuid not null,
  grant_id uuid,
  actor_name text not null,
  actor_role text not null,
  operation text not null,
  subject_kind text,
  subject_id uuid,
  purpose text,
  outcome text not null,
  request_id uuid,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (city, id)
);
comment on table audit is 'One row for every command and for every reading of a person''s file. Append only; audit_link chains the rows by hash.';
create index audit_of_subject on audit (city, subject_kind, subject_id, happened_at);
create index audit_by_time on audit (city, recorded_at);
alter table audit enable row level security;
alter table audit force row level security;
create policy audit_written on audit for insert to sanshe_app, sanshe_party, sanshe_door
  with check (city = current_setting('app.city', true));
create policy audit_seen on audit for select to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy audit_of_own_file on audit for select to sanshe_party
  using (city = current_setting('app.city', true) and subject_kind = 'person' and subject_id::text = current_setting('app.person', true));
grant select, insert on audit to sanshe_app, sanshe_party;
grant insert on audit to sanshe_door;

create table audit_link (
  city text not null default current_setting('app.city'),
  sequence bigint not null,
  audit_id uuid not null,
  hash bytea not null,
  primary key (city, sequence),
  unique (city, audit_id)
);
comment on table audit_link is 'The chain: hash = sha256(previous hash, audit row). Written in short batches by the sealer, so that commits do not queue behind one row.';
alter table audit_link enable row level security;
alter table audit_link force row level security;
create policy audit_link_seen on audit_link to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.own_lo', true) = current_setting('app.city', true));
grant select, insert on audit_link to sanshe_app;

create table notice (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_id uuid not null,
  noted_at timestamptz not null default clock_timestamp(),
  primary key (city, id)
);
comment on table notice is 'What an earlier area tells a later one, in the transaction that caused it. Jobs read and remove; live updates carry its kind and id only.';
create index notice_by_kind on notice (city, kind, id);
alter table notice enable row level security;
alter table notice force row level security;
create policy notice_written on notice for insert to sanshe_app, sanshe_party
  with check (city = current_setting('app.city', true));
create policy notice_read on notice for select to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true));
create policy notice_removed on notice for delete to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true));
grant insert on notice to sanshe_party;
grant select, insert, delete on notice to sanshe_app;

-- Live updates: the id travels at commit, never the record.
create function notice_tell() returns trigger language plpgsql as $$
begin
  perform pg_notify('sanshe_live', new.city || ' ' || new.division_code || ' ' || new.kind || ' ' || new.subject_id);
  return null;
end $$;
create trigger notice_tells after insert on notice for each row execute function notice_tell();

create table search_token (
  city text not null default current_setting('app.city'),
  token text collate "C" not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_id uuid not null,
  primary key (city, kind, token, division_code, subject_id)
);
comment on table search_token is 'Words by which a record is found: names, pinyin, initials, parts of addresses. Equality only, because row security lets an index serve nothing else (STYLE §7).';
create index search_token_of_subject on search_token (city, subject_id);
alter table search_token enable row level security;
alter table search_token force row level security;
create policy search_token_seen on search_token to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
      or (kind in ('organization', 'resource') and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or (kind in ('organization', 'resource') and division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true)))));
grant select, insert, delete on search_token to sanshe_app;
