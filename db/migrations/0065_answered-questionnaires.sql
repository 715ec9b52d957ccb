-- Questionnaires are answered. What was answered stays beside the version it was answered under; a correction is a new row that takes the place of the old, and nothing is edited.
-- Some answers are needs: which, is said for a version of the questionnaire, and said anew as a whole.
create table response (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  questionnaire_id uuid not null,
  version integer not null,
  channel text not null check (channel in ('talk', 'homeInquiry', 'phone', 'questionnaire', 'paper', 'self')),
  person_id uuid,
  household_id uuid,
  asked_by uuid,
  asked_by_name text not null,
  asked_on date not null,
  answers jsonb not null,
  round_id uuid,
  link_id uuid,
  link_hash text,
  supersedes uuid,
  created_at timestamptz not null,
  primary key (city, id),
  foreign key (city, questionnaire_id, version) references questionnaire_version (city, questionnaire_id, version),
  foreign key (city, person_id) references person (city, id),
  foreign key (city, household_id) references household (city, id),
  foreign key (city, supersedes) references response (city, id),
  constraint response_superseded_once unique (city, supersedes),
  constraint response_by_link_is_of_nobody check (link_id is null or (person_id is null and household_id is null and asked_by is null))
);
comment on table response is 'One answered questionnaire: of a person, or of nobody in particular, under the version that was asked. answers holds them by the name of the question (home/child[2]/born), as text, and may hold what a person said of their life: it is seen where residents'' records are seen, and goes into no history and no log. A correction is a row of its own that names the one it supersedes.';
comment on column response.round_id is 'The round of a survey it was asked in. A plain number without a foreign key, because rounds are kept by a later part of the system.';
comment on column response.link_hash is 'SHA-256 of the code of the link by which somebody answered without an account; lets that somebody write this row, and read none.';
create index response_of_questionnaire on response (city, questionnaire_id, asked_on desc, id desc);
create index response_of_division on response (city, division_code, asked_on desc, id desc);
create index response_of_person on response (city, person_id) where person_id is not null;
create index response_of_round on response (city, round_id) where round_id is not null;

create table response_need (
  city text not null default current_setting('app.city'),
  response_id uuid not null,
  need_id uuid not null,
  division_code text collate "C" not null,
  outcome text not null check (outcome in ('new', 'joined', 'kept')),
  primary key (city, response_id, need_id),
  foreign key (city, response_id) references response (city, id),
  foreign key (city, need_id) references need (city, id)
);
comment on table response_need is 'Which needs came of an answered questionnaire. kept: the corrected answer says it too, and no hearing was added for it.';
create index response_need_of_need on response_need (city, need_id);

create table questionnaire_bindings (
  city text not null default current_setting('app.city'),
  questionnaire_id uuid not null,
  version integer not null,
  revision integer not null check (revision >= 1),
  division_code text collate "C" not null,
  bindings jsonb not null,
  dropped jsonb not null default '[]',
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  constraint questionnaire_bindings_pkey primary key (city, questionnaire_id, version, revision),
  foreign key (city, questionnaire_id, version) references questionnaire_version (city, questionnaire_id, version)
);
comment on table questionnaire_bindings is 'Which answers of a version of a questionnaire are which needs, and how urgent. The newest revision holds. dropped: what of the version before could not be carried over, and why.';

do $$
declare t text;
begin
  foreach t in array array['response', 'response_need'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))$p$, t || '_seen', t);
    execute format('grant select, insert on %I to sanshe_app', t);
  end loop;
end $$;

alter table questionnaire_bindings enable row level security;
alter table questionnaire_bindings force row level security;
create policy questionnaire_bindings_seen on questionnaire_bindings to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))))
  with check (city = current_setting('app.city', true));
create policy questionnaire_bindings_made_here on questionnaire_bindings as restrictive for insert to sanshe_app
  with check (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert on questionnaire_bindings to sanshe_app;
