-- Residents, their households, how to reach them, what they agreed to, and the circumstances that call for care.
create table household (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  address text not null,
  householder_id uuid,
  created_at timestamptz not null default now(),
  primary key (city, id)
);
comment on table household is 'People who live at one address as one home.';
create index household_of_division on household (city, division_code, address);

create table person (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  full_name text not null check (length(full_name) between 1 and 50),
  name_pinyin text not null default '',
  name_initials text not null default '',
  other_names text[] not null default '{}',
  sex text not null default 'unknown' check (sex in ('male', 'female', 'unknown')),
  birth_date date,
  id_type text not null default 'none' check (id_type in ('residentId', 'hmtResidencePermit', 'foreignPermanentResident', 'passport', 'householdBooklet', 'birthCertificate', 'none')),
  id_sealed bytea,
  id_index bytea,
  ethnicity text,
  preferred_language text not null default 'zh' check (preferred_language in ('zh', 'mn', 'any')),
  address text,
  household_id uuid,
  merged_into uuid,
  died_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, household_id) references household (city, id),
  check ((id_sealed is null) = (id_index is null)),
  constraint person_once_per_resident_id unique (city, id_index)
);
comment on table person is 'A resident. One name in one field (never split); the identity number sealed, found by blind index. merged_into points to the person that this one turned out to be.';
create index person_of_division on person (city, division_code, id);
create index person_of_household on person (city, household_id);

create table contact (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid not null,
  kind text not null check (kind in ('mobile', 'landline', 'contactPerson')),
  phone_sealed bytea not null,
  phone_index bytea not null,
  tail_index bytea not null,
  contact_name text,
  relation text,
  created_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, person_id) references person (city, id),
  constraint contact_once unique (city, person_id, phone_index)
);
comment on table contact is 'A phone by which a person is reached, sealed. A family may share one; a contact person''s stands apart.';
create index contact_by_phone on contact (city, phone_index);
create index contact_by_tail on contact (city, tail_index);

create table consent (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid not null,
  purpose text not null check (purpose in ('serviceMatching', 'referral', 'photo', 'publication')),
  receiver_organization_id uuid,
  basis text not null check (basis in ('consent', 'guardianConsent', 'statutoryDuty')),
  given_how text not null check (given_how in ('spoken', 'signed', 'online', 'importedLedger')),
  given_on date not null,
  withdrawn_on date,
  recorded_by uuid not null,
  primary key (city, id),
  foreign key (city, person_id) references person (city, id),
  check (withdrawn_on is null or withdrawn_on >= given_on)
);
comment on table consent is 'What a person agreed to: for one purpose, for a referral to one named receiver (PIPL 23). Withdrawn as easily as given; forward only.';
create index consent_of_person on consent (city, person_id, purpose);

create table circumstance (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid not null,
  kind text not null,
  level text,
  evidence text,
  since_on date not null,
  review_due date,
  ended_on date,
  primary key (city, id),
  foreign key (city, person_id) references person (city, id)
);
comment on table circumstance is 'A special circumstance (living alone, child in difficulty, disability …) with its evidence and the day it is to be looked at again.';
create index circumstance_of_person on circumstance (city, person_id);
create index circumstance_of_division on circumstance (city, division_code, kind) where ended_on is null;

do $$
declare t text;
begin
  foreach t in array array['household', 'person', 'contact', 'consent', 'circumstance'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))$p$, t || '_seen', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
end $$;
create policy person_self on person for select to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.person', true));
create policy contact_self on contact for select to sanshe_party
  using (city = current_setting('app.city', true) and person_id::text = current_setting('app.person', true));
create policy consent_self on consent to sanshe_party
  using (city = current_setting('app.city', true) and person_id::text = current_setting('app.person', true));
grant select on person, contact to sanshe_party;
grant select, insert, update on consent to sanshe_party;
create policy person_counted on person for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
grant select (city, id, division_code, sex, birth_date, merged_into) on person to sanshe_reader;
