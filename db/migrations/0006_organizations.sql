-- Organisations of every kind. A filed community organisation has no legal personality and no credit code; a grade counts only while valid.
create table organization (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  kind text not null check (kind in ('socialAssociation', 'socialServiceOrg', 'foundation', 'communitySocialOrg', 'volunteerOrg', 'department', 'enterprise', 'residentsCommittee', 'other')),
  name text not null check (length(name) between 1 and 100),
  name_pinyin text not null default '',
  name_initials text not null default '',
  uscc text check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  filing_no text,
  legacy_registration_no text,
  registration_authority text,
  registered_on date,
  supervising_unit text,
  is_social_work_agency boolean not null default false,
  has_party_org boolean not null default false,
  contact_name text,
  phone_sealed bytea,
  address text,
  status text not null default 'active' check (status in ('active', 'suspended', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (city, id),
  constraint organization_once_per_uscc unique (city, uscc),
  constraint organization_once_per_filing unique (city, division_code, filing_no),
  constraint organization_filed_has_no_uscc check (kind <> 'communitySocialOrg' or uscc is null)
);
comment on table organization is 'A social organisation, community-filed organisation, volunteer team, department or enterprise. division_code is the level that registered or filed it.';
create index organization_of_division on organization (city, division_code, kind);
create index organization_by_name on organization (city, name);

create table organization_grade (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  organization_id uuid not null,
  grade smallint not null check (grade between 1 and 5),
  granted_on date,
  valid_until date not null,
  primary key (city, id),
  foreign key (city, organization_id) references organization (city, id),
  constraint organization_grade_once unique (city, organization_id, grade, valid_until),
  check (granted_on is null or granted_on <= valid_until)
);
comment on table organization_grade is 'Grade 1A to 5A, valid to and including its last day. Grades are added, never changed.';
create index organization_grade_of on organization_grade (city, organization_id, valid_until);

do $$
declare t text;
begin
  foreach t in array array['organization', 'organization_grade'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true)
        and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
          or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))))
      with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))$p$, t || '_seen', t);
    execute format($p$create policy %1$I on %2$I for select to sanshe_reader
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true))$p$, t || '_counted', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
    execute format('grant select on %I to sanshe_reader', t);
  end loop;
end $$;
create policy organization_own on organization for select to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.organization', true));
create policy organization_grade_own on organization_grade for select to sanshe_party
  using (city = current_setting('app.city', true) and organization_id::text = current_setting('app.organization', true));
grant select on organization, organization_grade to sanshe_party;
