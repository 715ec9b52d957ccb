-- The telephone that a place gives its residents, printed on their slips and told on their page. Public by purpose, so kept as it is.
create table service_phone (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  phone text,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (city, id),
  constraint service_phone_of_place unique (city, division_code),
  foreign key (city, division_code) references division (city, code)
);
comment on table service_phone is 'The service telephone of a community, street, banner or city. Where a place has none, the next one above it counts.';
comment on column service_phone.phone is 'Null once it has been withdrawn.';
alter table service_phone enable row level security;
alter table service_phone force row level security;
create policy service_phone_known on service_phone for select to sanshe_app, sanshe_party using (city = current_setting('app.city', true));
create policy service_phone_kept on service_phone for insert to sanshe_app
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy service_phone_changed on service_phone for update to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select on service_phone to sanshe_app, sanshe_party;
grant insert, update on service_phone to sanshe_app;
