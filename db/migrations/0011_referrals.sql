-- A referral closes the loop: offered, answered, scheduled, delivered, confirmed by the resident. Five facts, five days, never one for another.
create table referral (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  need_id uuid not null,
  resource_id uuid not null,
  proposal_id uuid,
  organization_id uuid,
  person_id uuid,
  item text not null,
  units integer not null default 1 check (units > 0),
  provider_name text not null,
  status text not null default 'offered' check (status in ('offered', 'accepted', 'scheduled', 'delivered', 'confirmed', 'declined', 'failed', 'withdrawn')),
  due_on date,
  decline_code text check (decline_code in ('full', 'outsideReach', 'notQualified', 'cannotReachPerson', 'personRefused', 'unsafe', 'other')),
  decline_words text,
  recipient_name text,
  recipient_address text,
  recipient_phone_sealed bytea,
  community_name text not null default '',
  offered_by uuid not null,
  worker_name text not null default '',
  offered_at timestamptz not null,
  answered_at timestamptz,
  scheduled_for date,
  scheduled_at timestamptz,
  delivered_on date,
  delivered_at timestamptz,
  result text,
  confirm_hash text,
  confirm_until timestamptz,
  helped boolean,
  rating smallint check (rating between 1 and 5),
  resident_words text,
  confirmed_via text check (confirmed_via in ('link', 'account', 'worker')),
  confirmed_at timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, need_id) references need (city, id),
  foreign key (city, resource_id) references resource (city, id),
  constraint referral_declined_says_why check (status <> 'declined' or decline_code is not null),
  constraint referral_confirmed_by_someone check (status <> 'confirmed' or (confirmed_via is not null and helped is not null)),
  constraint referral_confirm_code_once unique (city, confirm_hash)
);
comment on table referral is 'A need handed to the holder of a resource. recipient_* is what was disclosed to the receiver, under the resident''s consent, when it accepted; confirm_hash is the SHA-256 of the code on the resident''s slip.';
create unique index referral_open_once on referral (city, need_id, resource_id) where status in ('offered', 'accepted', 'scheduled', 'delivered');
create index referral_of_division on referral (city, division_code, status, offered_at desc);
create index referral_of_organization on referral (city, organization_id, status);
create index referral_of_need on referral (city, need_id);
create index referral_of_resource on referral (city, resource_id, status);
alter table referral enable row level security;
alter table referral force row level security;
create policy referral_seen on referral to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true));
create policy referral_of_party on referral to sanshe_party
  using (city = current_setting('app.city', true)
    and ((organization_id is not null and organization_id::text = current_setting('app.organization', true))
      or (person_id is not null and person_id::text = current_setting('app.person', true))
      or (confirm_hash is not null and confirm_hash = current_setting('app.link', true))));
create policy referral_counted on referral for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
grant select, insert, update on referral to sanshe_app;
grant select, update on referral to sanshe_party;
grant select (city, id, division_code, need_id, resource_id, organization_id, person_id, item, units, status, delivered_on, confirmed_at, helped, offered_at, answered_at, closed_at) on referral to sanshe_reader;

-- the need follows its referral also when the receiver or the resident acts, neither of whom sees the need itself
create policy need_of_referral on need for select to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.need', true));
create policy need_moved_by_referral on need for update to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.need', true));
