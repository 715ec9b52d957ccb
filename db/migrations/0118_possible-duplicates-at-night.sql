-- People are compared at night, those who are new or have changed, in the order in which they did. How far the search has come is kept, so that a night cut short goes on in the next.
create table alike_search (
  city text not null default current_setting('app.city'),
  reached_at timestamptz not null default '-infinity',
  reached_id uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (city)
);
comment on table alike_search is 'Up to which change of a person the nightly search for possible duplicates has come. Moved in the transaction that writes what was found; locked by whoever searches.';
alter table alike_search enable row level security;
alter table alike_search force row level security;
create policy alike_search_of_jobs on alike_search for all to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true));
grant select, insert, update on alike_search to sanshe_app;
create index person_changed on person (city, updated_at, id) where merged_into is null and taken_back_on is null;
