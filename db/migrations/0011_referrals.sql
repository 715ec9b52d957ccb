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
  recipient_sealed bytea,
  recipient_birth_date date,
  recipient_name text,
  recipient_address text,
  recipient_phone_sealed bytea,
  language text not null default 'zh' check (language in ('zh', 'mn')),
  consent_basis text check (consent_basis in ('consent', 'guardianConsent', 'statutoryDuty')),
  consent_how text,
  consent_on date,
  community_name text not null default '',
  offered_by uuid not null,
  worker_name text not null default '',
  offered_at timestamptz not null,
  answered_at timestamptz,
  scheduled_for date,
  scheduled_words text,
  scheduled_at timestamptz,
  contact_name text,
  contact_phone_sealed bytea,
  delivered_on date,
  delivered_at timestamptz,
  result text check (result in ('full', 'partly')),
  result_words text,
  confirm_hash text,
  confirm_issue smallint not null default 0,
  confirm_until timestamptz,
  helped boolean,
  rating smallint check (rating between 1 and 5),
  resident_words text,
  confirmed_via text check (confirmed_via in ('link', 'account', 'worker')),
  confirmed_at timestamptz,
  closed_at timestamptz,
  closed_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, need_id) references need (city, id),
  foreign key (city, resource_id) references resource (city, id),
  constraint referral_declined_says_why check (status <> 'declined' or decline_code is not null),
  constraint referral_confirmed_by_someone check (status <> 'confirmed' or (confirmed_via is not null and helped is not null)),
  constraint referral_closed_says_why check (status not in ('failed', 'withdrawn') or closed_reason is not null),
  constraint referral_of_a_person_has_a_basis check (person_id is null or consent_basis is not null),
  constraint referral_sealed_while_offered check (recipient_sealed is null or status = 'offered'),
  constraint referral_confirm_code_once unique (city, confirm_hash)
);
comment on table referral is 'A need handed to the holder of a resource. recipient_sealed waits, unreadable without the key, for the receiver''s yes; recipient_name, _address and _phone_sealed are what was then disclosed under the resident''s consent; recipient_birth_date is shown to nobody and gives the attendance its age group, whoever records it. confirm_hash is the SHA-256 of the code on the resident''s slip; the code itself is nowhere. consent_* is on what ground, how and when the passing on to this very receiver was agreed (PIPL 23). contact_* is whom the resident may call.';
create unique index referral_open_once on referral (city, need_id, resource_id) where status in ('offered', 'accepted', 'scheduled', 'delivered');
create index referral_of_division on referral (city, division_code, status, offered_at desc);
create index referral_newest on referral (city, offered_at desc, id desc);
create index referral_by_due on referral (city, due_on, id) where status in ('offered', 'accepted', 'scheduled', 'delivered');
create index referral_declined on referral (city, closed_at) where status = 'declined';
create index referral_of_person on referral (city, person_id) where person_id is not null;
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
-- whether a need has other referrals under way decides where it goes when one of them ends
create policy referral_of_opened_need on referral for select to sanshe_party
  using (city = current_setting('app.city', true) and need_id::text = current_setting('app.need', true));
grant select, insert, update on referral to sanshe_app;
grant select, update on referral to sanshe_party;
grant select (city, id, division_code, need_id, resource_id, organization_id, person_id, item, units, status, delivered_on, confirmed_at, helped, offered_at, answered_at, closed_at) on referral to sanshe_reader;

-- the need follows its referral also when the receiver or the resident acts, neither of whom sees the need itself
create policy need_of_referral on need for select to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.need', true));
create policy need_moved_by_referral on need for update to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.need', true));

-- The next step after a party's act is often the station's: the duties of a need opened to the transaction are written, and taken off, by whoever acts.
create policy duty_of_opened_need on duty to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.need', true) <> ''
    and (subject_id::text = current_setting('app.need', true) or details ->> 'needId' = current_setting('app.need', true)));

create table capacity_use (
  city text not null default current_setting('app.city'),
  referral_id uuid not null,
  division_code text collate "C" not null,
  resource_id uuid not null,
  organization_id uuid,
  need_id uuid not null,
  units integer not null check (units > 0),
  is_open boolean not null default true,
  on_day date,
  primary key (city, referral_id),
  foreign key (city, referral_id) references referral (city, id),
  foreign key (city, resource_id) references resource (city, id)
);
comment on table capacity_use is 'Units of a resource that a referral holds (is_open) or has used (on_day), without saying whose need it is. division_code is the resource''s: a worker sees only the referrals of one place, but must know what all places together have taken.';
create index capacity_use_of_resource on capacity_use (city, resource_id, is_open, on_day) include (units);
alter table capacity_use enable row level security;
alter table capacity_use force row level security;
create policy capacity_use_seen on capacity_use to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))));
create policy capacity_use_of_party on capacity_use to sanshe_party
  using (city = current_setting('app.city', true)
    and ((organization_id is not null and organization_id::text = current_setting('app.organization', true))
      or need_id::text = current_setting('app.need', true)));
grant select, insert, update, delete on capacity_use to sanshe_app;
grant select, update, delete on capacity_use to sanshe_party;
