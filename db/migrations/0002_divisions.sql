-- Divisions are reference data: the same for everyone in a city, changed by `sanshe import divisions` only.
create table division (
  city text not null,
  code text collate "C" not null,
  level text not null check (level in ('city', 'county', 'township', 'community')),
  kind text not null,
  name text not null,
  official_name text not null,
  name_pinyin text not null,
  name_initials text not null,
  is_service_area boolean not null default false,
  valid_from date not null default '1949-10-01',
  valid_to date,
  superseded_by text collate "C",
  source text not null,
  primary key (city, code),
  check (left(code, 4) = city),
  check (length(code) = case level when 'city' then 4 when 'county' then 6 when 'township' then 9 else 12 end)
);
comment on table division is 'City, banner or district, street-level unit, community or gacha or village. Significant digits only, so that a code''s ancestors are its prefixes. Development zones are service areas, not townships.';
create index division_by_name on division (city, name);
alter table division enable row level security;
alter table division force row level security;
create policy division_seen on division using (city = current_setting('app.city', true));
grant select on division to sanshe_app, sanshe_party, sanshe_reader, sanshe_door;

create table participation (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  station_name text not null,
  since_on date not null,
  until_on date,
  primary key (city, id),
  check (until_on is null or until_on >= since_on)
);
comment on table participation is 'A community that takes part in the linkage, with its workstation (三社联动工作站), from a day to a day. Figure F1 counts these.';
create index participation_of_division on participation (city, division_code, since_on);
alter table participation enable row level security;
alter table participation force row level security;
create policy participation_seen on participation to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy participation_counted on participation for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
grant select, insert, update on participation to sanshe_app;
grant select on participation to sanshe_reader;
