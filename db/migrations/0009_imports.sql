-- Spreadsheets on their way into the register: the files as they came, what was understood of each row, what became of it, and how to take it back.
create table import (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  kind text not null check (kind in ('needs', 'resources', 'organizations')),
  file_names text[] not null,
  status text not null check (status in ('understood', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  as_of date not null,
  states_consent boolean not null default false,
  language text not null default 'zh' check (language in ('zh', 'en')),
  counts jsonb not null,
  rows_total integer not null,
  rows_done integer not null default 0,
  cancel_asked boolean not null default false,
  acting jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  beat_at timestamptz,
  undone_by_name text,
  undone_at timestamptz,
  kept jsonb,
  fault text,
  summary_sealed bytea not null,
  primary key (city, id)
);
comment on table import is 'One import of one or more files: as whom (acting), how far it is, what became of its rows. counts always add up to rows_total. summary_sealed: headers, columns and faults as the page shows them.';
create index import_newest on import (city, division_code, made_at desc, id desc);
create index import_at_work on import (city, beat_at) where status in ('running', 'undoing');

create table import_file (
  city text not null default current_setting('app.city'),
  import_id uuid not null,
  kind text not null,
  division_code text collate "C" not null,
  file smallint not null,
  part smallint not null,
  name text not null,
  bytes_sealed bytea not null,
  primary key (city, import_id, file, part),
  foreign key (city, import_id) references import (city, id)
);
comment on table import_file is 'The bytes of an imported file, in parts, sealed: ledgers hold identity numbers. Refused rows are given back from it.';

create table import_row (
  city text not null default current_setting('app.city'),
  import_id uuid not null,
  ord integer not null,
  kind text not null,
  division_code text collate "C" not null,
  file smallint not null,
  sheet text not null,
  "row" integer not null,
  outcome text not null check (outcome in ('imported', 'merged', 'refused', 'notARow')),
  state text not null check (state in ('pending', 'done', 'undone')),
  reason text,
  merged_with jsonb,
  codes text[] not null default '{}',
  has_questions boolean not null default false,
  sealed bytea,
  fingerprint bytea,
  subject_id uuid,
  person_id uuid,
  made_subject boolean not null default false,
  made_person boolean not null default false,
  made_consent boolean not null default false,
  primary key (city, import_id, ord),
  foreign key (city, import_id) references import (city, id),
  check (outcome <> 'refused' or subject_id is null)
);
comment on table import_row is 'One row of one sheet and what became of it. sealed holds the record and the faults. fingerprint: keyed digest of what the row says, by which the same row is known when it comes again. Every row of every sheet has exactly one.';
create index import_row_waiting on import_row (city, import_id, ord) where state = 'pending';
create index import_row_by_outcome on import_row (city, import_id, outcome, ord);
create index import_row_by_place on import_row (city, import_id, sheet, "row");
create index import_row_known on import_row (city, fingerprint) where state = 'done' and subject_id is not null;
create index import_row_made on import_row (city, subject_id) where made_subject;

create table import_mapping (
  city text not null default current_setting('app.city'),
  division_code text collate "C" not null,
  signature text not null,
  columns jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (city, signature)
);
comment on table import_mapping is 'Which column is which field, as a person put it right, for every header of this signature. Kept under the city, for all its stations.';

create table import_word (
  city text not null default current_setting('app.city'),
  division_code text collate "C" not null,
  field text not null,
  word text not null,
  meaning text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (city, field, word)
);
comment on table import_word is 'A word that no table knew, and what a person said it means. Asked once.';

-- what an import brought and took back again stays in the books, and out of the lists
alter table evidence add column struck_on date;
comment on column evidence.struck_on is 'The day on which the import that brought this hearing was taken back.';
alter table person add column taken_back_on date;
comment on column person.taken_back_on is 'The day on which the import that brought this person, and nothing else, was taken back. Registered again, the person is here again.';

do $$
declare t text;
begin
  foreach t in array array['import', 'import_file', 'import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true)
        and ((kind = 'needs' and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
          or (kind <> 'needs' and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))))$p$, t || '_seen', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
  foreach t in array array['import_mapping', 'import_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true)
        and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true)) or division_code = current_setting('app.above_city', true)))
      with check (city = current_setting('app.city', true))$p$, t || '_seen', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
end $$;

-- An import fills tables that were empty when the plans of their foreign keys were made; measured, each check then walks a whole index and
-- 100,000 rows take an hour. The counts are taken anew a few times on the way; autovacuum would do it, a minute too late.
create function learn_sizes() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze person; analyze contact; analyze consent; analyze household; analyze need; analyze evidence; analyze resource; analyze capacity; analyze organization; analyze import_row; analyze search_token; analyze duty;
end $$;
comment on function learn_sizes() is 'Takes the statistics of the tables that an import fills, with the owner''s right and no other effect.';
revoke all on function learn_sizes() from public;
grant execute on function learn_sizes() to sanshe_app;
