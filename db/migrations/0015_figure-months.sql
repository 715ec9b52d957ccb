-- Distinct persons of a place and a month cannot be added up from days; counted from a million attendances they took 50 to 100 ms for a city.
-- So each month of each division keeps its count, under the same marks as the days: stale as long as one of its days is.
create table figure_month (
  city text not null default current_setting('app.city'),
  division_code text collate "C" not null,
  month date not null check (extract(day from month) = 1),
  persons_reached integer not null,
  volunteers_taking_part integer not null,
  primary key (city, division_code, month)
);
comment on table figure_month is 'Distinct persons of one calendar month, for every division that has some and every division above it. Holds only if figure_stale names no day of the month within the division, and figure_stale_person nobody. Made by the job figures.refresh, never by hand.';

create table figure_stale_person (
  city text not null default current_setting('app.city'),
  person_id uuid not null,
  made_at timestamptz not null default transaction_timestamp(),
  made_by xid8 not null default pg_current_xact_id(),
  primary key (city, person_id, made_at, made_by)
);
comment on table figure_stale_person is 'People who turned out to be another, or not, since figure_month was made. The refresh turns each into marks on the days at which that person was present: the one who merges may not see them all.';

create function figure_person_goes_stale() returns trigger language plpgsql as $$
begin
  insert into figure_stale_person (city, person_id) values (new.city, new.id) on conflict do nothing;
  return null;
end $$;
create trigger person_merged_counts after insert on person for each row when (new.merged_into is not null) execute function figure_person_goes_stale();
create trigger person_merged_counts_anew after update of merged_into on person for each row when (new.merged_into is distinct from old.merged_into) execute function figure_person_goes_stale();

do $$
declare t text;
begin
  foreach t in array array['figure_month', 'figure_stale_person'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true))
      with check (city = current_setting('app.city', true))$p$, t || '_kept', t);
  end loop;
end $$;
create policy figure_month_counted on figure_month for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
-- whether there is anybody, not who
create policy figure_stale_person_counted on figure_stale_person for select to sanshe_reader using (city = current_setting('app.city', true) and current_setting('app.figures_lo', true) <> '');
create policy figure_stale_person_marked on figure_stale_person for insert with check (city = current_setting('app.city', true));
grant select, insert, update on figure_month to sanshe_app;
grant select, insert, delete on figure_stale_person to sanshe_app;
grant select on figure_month to sanshe_reader;
grant select (city) on figure_stale_person to sanshe_reader;

-- what was recorded by mistake, a file taken back for instance, was never heard
grant select (close_code) on need to sanshe_reader;
