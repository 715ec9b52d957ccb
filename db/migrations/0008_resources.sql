-- What can be called on: whose, what for, how much in which period, where, when, under which conditions, and when that was last confirmed.
create table resource (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  home_code text collate "C" not null,
  organization_id uuid,
  provider_name text not null check (length(provider_name) between 1 and 100),
  provider_kind text not null check (provider_kind in ('organization', 'volunteerTeam', 'department', 'enterprise', 'individual')),
  kind text not null check (kind in ('money', 'goods', 'place', 'people', 'skill', 'trainingPlace', 'job', 'volunteerTime', 'policy')),
  items text[] not null check (cardinality(items) >= 1),
  description text not null default '',
  reach_codes text[] not null default '{}',
  reach_km integer,
  slots text[],
  slot_words text,
  qualifications text[] not null default '{}',
  languages text[] not null default '{zh}',
  unit_cost_fen bigint not null default 0 check (unit_cost_fen >= 0),
  contact_name text,
  phone_sealed bytea,
  valid_from date,
  valid_until date,
  status text not null default 'active' check (status in ('active', 'paused', 'ended')),
  import_id uuid,
  import_place text,
  typed jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, organization_id) references organization (city, id),
  check (valid_from is null or valid_until is null or valid_from <= valid_until)
);
comment on table resource is 'People''s hours, skills, venues, goods, money, training places, jobs. division_code is the smallest division that covers its reach; home_code is where it is; reach_codes are the divisions it serves (codes with all below them).';
create index resource_of_division on resource (city, division_code, status);
create index resource_of_organization on resource (city, organization_id) where organization_id is not null;

create table capacity (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  resource_id uuid not null,
  organization_id uuid,
  quantity integer check (quantity >= 0),
  unit text not null check (unit in ('personTimes', 'hours', 'places', 'rooms', 'squareMetres', 'fen', 'pieces', 'sets', 'volunteers', 'jobs')),
  per text not null check (per in ('week', 'month', 'term', 'once')),
  confirmed_on date not null,
  confirmed_by uuid not null,
  confirmed_by_name text not null default '',
  primary key (city, id),
  foreign key (city, resource_id) references resource (city, id)
);
comment on table capacity is 'How much in which period, as stated on a day. The newest row counts; an old one decays to unknown. quantity null: nobody knows ("as circumstances allow").';
create index capacity_of_resource on capacity (city, resource_id, confirmed_on desc, id desc);

do $$
declare t text;
begin
  foreach t in array array['resource', 'capacity'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true)
        and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
          or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))))
      with check (city = current_setting('app.city', true))$p$, t || '_seen', t);
    execute format($p$create policy %1$I on %2$I for select to sanshe_reader
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true))$p$, t || '_counted', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
end $$;
-- what one writes must be based within one's own division, though it may serve a wider one
create policy resource_based_here on resource as restrictive for insert to sanshe_app
  with check (home_code >= current_setting('app.own_lo', true) and home_code < current_setting('app.own_hi', true));
grant select (city, id, division_code, home_code, organization_id, kind, items, status, valid_until) on resource to sanshe_reader;
grant select on capacity to sanshe_reader;
create policy resource_own on resource to sanshe_party
  using (city = current_setting('app.city', true) and organization_id::text = current_setting('app.organization', true));
create policy capacity_own on capacity to sanshe_party
  using (city = current_setting('app.city', true) and organization_id::text = current_setting('app.organization', true));
grant select, update (status, version, updated_at) on resource to sanshe_party;
grant select, insert on capacity to sanshe_party;
