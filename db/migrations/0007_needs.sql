-- What residents need, and who heard it how. One need heard four ways is one need with four pieces of evidence.
create table need (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city and length(division_code) = 12),
  person_id uuid,
  category text not null,
  item text not null,
  description text not null default '',
  urgency smallint not null check (urgency between 1 and 3),
  quantity integer not null default 1 check (quantity between 1 and 1000),
  wished_time text,
  slots text[],
  language text check (language in ('zh', 'mn')),
  qualification text,
  status text not null default 'open' check (status in ('open', 'matched', 'inService', 'met', 'unmetWithReason', 'withdrawn', 'merged')),
  heard_on date not null,
  verified_on date,
  verified_by uuid,
  closed_on date,
  close_code text check (close_code in ('noResource', 'notEligible', 'outsideRemit', 'moved', 'died', 'unreachable', 'solvedOtherwise', 'noLongerWanted', 'mistake')),
  close_reason text,
  merged_into uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, person_id) references person (city, id),
  constraint need_met_has_a_day check ((status in ('met', 'unmetWithReason', 'withdrawn')) = (closed_on is not null)),
  constraint need_unmet_has_a_reason check (status <> 'unmetWithReason' or close_reason is not null),
  constraint need_merged_names_the_other check ((status = 'merged') = (merged_into is not null))
);
comment on table need is 'One need of one person (or, without person_id, of an area). Closes only on the resident''s word or a recorded reason. urgency 1 to 3, 3 is most urgent.';
-- one open need a person and item: a second hearing is evidence, not a second need
create unique index need_open_once_per_item on need (city, person_id, item) where person_id is not null and status in ('open', 'matched', 'inService');
create index need_of_division on need (city, division_code, heard_on desc, id desc);
-- a count between two days reads this index alone: nothing of the row itself is asked
create index need_counted_by_day on need (city, heard_on) include (division_code, status, category, item, urgency, verified_on);
create index need_newest on need (city, heard_on desc, id desc);
create index need_by_status on need (city, status, heard_on desc, id desc);
create index need_by_category on need (city, category, status, heard_on desc, id desc);
create index need_by_item on need (city, item, status, heard_on desc, id desc);
create index need_by_urgency on need (city, urgency, status, heard_on desc, id desc);
create index need_of_person on need (city, person_id);

create table evidence (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  need_id uuid not null,
  channel text not null check (channel in ('talk', 'homeInquiry', 'phone', 'questionnaire', 'self', 'other')),
  heard_on date not null,
  heard_by text not null default '',
  words text not null default '',
  import_id uuid,
  import_place text,
  typed jsonb,
  created_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, need_id) references need (city, id)
);
comment on table evidence is 'One hearing of a need: by which channel, when, by whom, in which words, from which cell of which sheet. typed keeps what the sheet said where it was understood as something else.';
create index evidence_of_need on evidence (city, need_id, heard_on);
create index evidence_of_import on evidence (city, import_id) where import_id is not null;

create table need_count (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  status text not null,
  is_verified boolean not null,
  category text not null,
  item text not null,
  urgency smallint not null,
  amount integer not null,
  primary key (city, id)
);
comment on table need_count is 'How many needs stand where, as additions and removals written with every change of a need: their sum is the exact total of a list, without counting a million rows. A job adds up what is old; a check compares with the needs themselves.';
create index need_count_cell on need_count (city, division_code, status, category) include (item, urgency, is_verified, amount);

create table duplicate_question (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null check (kind in ('person', 'need', 'resource', 'organization')),
  first_id uuid not null,
  second_id uuid not null,
  why jsonb not null,
  status text not null default 'open' check (status in ('open', 'same', 'different')),
  answered_by uuid,
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (city, id),
  constraint duplicate_asked_once unique (city, kind, first_id, second_id),
  check (first_id < second_id)
);
comment on table duplicate_question is 'Two records that are likely, not certainly, the same. A person answers; nothing is merged unseen.';
create index duplicate_question_open on duplicate_question (city, division_code) where status = 'open';

do $$
declare t text;
begin
  foreach t in array array['need', 'evidence', 'duplicate_question'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))$p$, t || '_seen', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
end $$;
alter table need_count enable row level security;
alter table need_count force row level security;
create policy need_count_seen on need_count to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true));
create policy need_count_written on need_count for insert to sanshe_party with check (city = current_setting('app.city', true));
grant select, insert, delete on need_count to sanshe_app;
grant insert on need_count to sanshe_party;
create policy need_own on need to sanshe_party
  using (city = current_setting('app.city', true) and person_id::text = current_setting('app.person', true));
create policy evidence_own on evidence for insert to sanshe_party with check (city = current_setting('app.city', true));
grant select, insert, update on need to sanshe_party;
grant insert on evidence to sanshe_party;
create policy need_counted on need for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
grant select (city, id, division_code, person_id, category, item, urgency, status, heard_on, verified_on, closed_on) on need to sanshe_reader;
