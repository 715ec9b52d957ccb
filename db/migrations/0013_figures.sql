-- Figures over millions of attendances answer at once: each day of each division is added up beforehand, and a day that has changed
-- since is known as stale and counted from its records until the job has added it up again. So a figure is exact at every moment.
create table figure_day (
  city text not null default current_setting('app.city'),
  division_code text collate "C" not null,
  on_day date not null,
  people_benefiting integer not null,
  services_to_elders integer not null,
  services_to_children integer not null,
  sessions_held integer not null,
  cultural_activities integer not null,
  primary key (city, division_code, on_day)
);
comment on table figure_day is 'Person-times and sessions of one day, for every division that has some and every division above it. Holds only if figure_stale names neither the day nor a place within the division. Made from the records by the job figures.refresh, never by hand.';

create table figure_stale (
  city text not null default current_setting('app.city'),
  division_code text collate "C" not null,
  held_on date not null,
  -- Each transaction leaves a mark of its own: one that joined another's mark would lose it to a refresh that has not seen its rows.
  made_at timestamptz not null default transaction_timestamp(),
  made_by xid8 not null default pg_current_xact_id(),
  primary key (city, division_code, held_on, made_at, made_by)
);
comment on table figure_stale is 'Days of places whose sessions or attendances have changed since figure_day was made. Written by triggers in the transaction of the change, removed by the refresh that has counted it.';

create table figure_refresh (
  city text primary key default current_setting('app.city'),
  refreshed_at timestamptz not null
);
comment on table figure_refresh is 'When a city''s figure_day was last brought up to date; its row is locked meanwhile, so that refreshes follow one another.';

create function figure_goes_stale() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into figure_stale (city, division_code, held_on) values (old.city, old.division_code, old.held_on) on conflict do nothing;
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and (new.division_code <> old.division_code or new.held_on <> old.held_on)) then
    insert into figure_stale (city, division_code, held_on) values (new.city, new.division_code, new.held_on) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger attendance_counts after insert on attendance for each row when (new.presence = 'present') execute function figure_goes_stale();
create trigger attendance_counts_anew after update or delete on attendance for each row execute function figure_goes_stale();
create trigger session_counts after insert on activity_session for each row when (new.status = 'held') execute function figure_goes_stale();
create trigger session_counts_anew after update or delete on activity_session for each row execute function figure_goes_stale();

do $$
declare t text;
begin
  foreach t in array array['figure_day', 'figure_stale', 'figure_refresh'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    -- the refresh, which sees a whole city
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true))
      with check (city = current_setting('app.city', true))$p$, t || '_kept', t);
  end loop;
  foreach t in array array['figure_day', 'figure_stale'] loop
    execute format($p$create policy %1$I on %2$I for select to sanshe_reader
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true))$p$, t || '_counted', t);
  end loop;
end $$;
create policy figure_stale_marked on figure_stale for insert with check (city = current_setting('app.city', true));
grant select, insert, update on figure_day, figure_refresh to sanshe_app;
grant select, insert, delete on figure_stale to sanshe_app;
grant insert on figure_stale to sanshe_party;
grant select on figure_day, figure_stale to sanshe_reader;

-- Distinct persons are counted after merging, also where the other record lives in another division: the link alone is read, and only of merged ones.
create index person_merged on person (city, id) include (merged_into) where merged_into is not null;
create policy person_merged_counted on person for select to sanshe_reader
  using (city = current_setting('app.city', true) and merged_into is not null and current_setting('app.figures_lo', true) <> '');
