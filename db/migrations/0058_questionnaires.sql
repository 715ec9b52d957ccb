-- Questionnaires: what is asked of residents. A changed form is a new version beside the old one, so that an answer can always be read beside the questions it answered.
create table questionnaire (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  title text not null check (length(title) between 1 and 200),
  version integer not null default 1 check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (city, id)
);
comment on table questionnaire is 'A questionnaire by its newest version. It is kept by the division that made it, and used by those below.';
create index questionnaire_of_division on questionnaire (city, division_code);

create table questionnaire_version (
  city text not null default current_setting('app.city'),
  questionnaire_id uuid not null,
  version integer not null check (version >= 1),
  division_code text collate "C" not null,
  form jsonb not null,
  issues jsonb not null,
  questions integer not null check (questions >= 0),
  languages text[] not null,
  file_name text not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (city, questionnaire_id, version),
  foreign key (city, questionnaire_id) references questionnaire (city, id)
);
comment on table questionnaire_version is 'One version of a questionnaire: its questions, and what of the uploaded form was not understood, by sheet and row. Never changed.';

do $$
declare t text;
begin
  foreach t in array array['questionnaire', 'questionnaire_version'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true)
        and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
          or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))))
      with check (city = current_setting('app.city', true))$p$, t || '_seen', t);
    -- what comes from above is read here, and written there
    execute format($p$create policy %1$I on %2$I as restrictive for insert to sanshe_app
      with check (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))$p$, t || '_made_here', t);
  end loop;
end $$;
create policy questionnaire_changed_here on questionnaire as restrictive for update to sanshe_app
  using (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update (title, version, updated_at) on questionnaire to sanshe_app;
grant select, insert on questionnaire_version to sanshe_app;

-- The timeline of a questionnaire is open to those whose own it is, as that of a resource.
alter policy history_seen on history
  using (city = current_setting('app.city', true)
    and ((kind <> 'account' and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
      or (kind in ('organization', 'resource', 'activity', 'matchRun', 'import', 'questionnaire') and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or (kind = 'account' and division_code >= current_setting('app.accounts_lo', true) and division_code < current_setting('app.accounts_hi', true))));
