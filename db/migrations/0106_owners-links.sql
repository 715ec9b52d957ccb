-- A partner without an account keeps what it offers by a link that runs out: still so, so much now, closed on these days, stopped. It shows its own resources and no resident, whoever it is forwarded to.
create table owner_link (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  organization_id uuid,
  resource_id uuid,
  code_hash text not null,
  given_to text not null check (length(given_to) between 1 and 50),
  expires_on date not null,
  revoked_on date,
  used_on date,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (city, id),
  foreign key (city, organization_id) references organization (city, id),
  foreign key (city, resource_id) references resource (city, id),
  constraint owner_link_of_one check ((organization_id is null) <> (resource_id is null)),
  constraint owner_link_code_once unique (city, code_hash)
);
comment on table owner_link is 'Links by which the owner of resources keeps them without an account: all of an organisation''s, or one resource. code_hash is the SHA-256 of its code, which is made from the key each time it is shown and stored nowhere. division_code is where the organisation or the resource is.';
create unique index owner_link_once_of_organization on owner_link (city, organization_id) where revoked_on is null;
create unique index owner_link_once_of_resource on owner_link (city, resource_id) where revoked_on is null;
alter table owner_link enable row level security;
alter table owner_link force row level security;
create policy owner_link_kept on owner_link to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy owner_link_held on owner_link to sanshe_party
  using (city = current_setting('app.city', true) and code_hash = current_setting('app.link', true));
grant select, insert, update (revoked_on) on owner_link to sanshe_app;
grant select, update (used_on) on owner_link to sanshe_party;

-- What an owner may change of its own resource, by a link or signed in; the rest is the station's to enter.
grant update (closed_days, phone_sealed, valid_until) on resource to sanshe_party;

-- Of a provider that is on no register the link opens the one resource that it names.
create policy resource_opened on resource to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.resource', true));
create policy capacity_of_opened_resource on capacity to sanshe_party
  using (city = current_setting('app.city', true) and resource_id::text = current_setting('app.resource', true));
create policy capacity_use_of_opened_resource on capacity_use for select to sanshe_party
  using (city = current_setting('app.city', true) and resource_id::text = current_setting('app.resource', true));
