-- What was held, and who came. Persons and person-times come from attendance alone.
create table activity (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('service', 'culture', 'course', 'holidayClass', 'skillTraining', 'volunteering', 'health', 'meeting', 'other')),
  category text not null,
  organization_id uuid,
  organizer_name text not null default '',
  audience text not null default '',
  place text not null default '',
  plan text not null default '',
  status text not null default 'planned' check (status in ('planned', 'running', 'ended', 'cancelled')),
  planned_by uuid,
  end_reason text,
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, organization_id) references organization (city, id)
);
comment on table activity is 'Something offered to many: an event, a course, a class. Held in sessions.';
create index activity_of_division on activity (city, division_code, created_at desc);
create index activity_of_organization on activity (city, organization_id);

create table activity_session (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  activity_id uuid,
  referral_id uuid,
  organization_id uuid,
  kind text not null,
  title text not null default '',
  held_on date not null,
  starts_at time,
  ends_at time,
  place text not null default '',
  status text not null default 'planned' check (status in ('planned', 'held', 'cancelled')),
  unregistered_persons integer not null default 0 check (unregistered_persons >= 0),
  cancel_reason text check (status <> 'cancelled' or cancel_reason is not null),
  recorded_by uuid,
  recorded_at timestamptz,
  version integer not null default 1,
  primary key (city, id),
  foreign key (city, activity_id) references activity (city, id),
  foreign key (city, referral_id) references referral (city, id),
  constraint session_of_one_thing check ((activity_id is null) <> (referral_id is null)),
  constraint session_ends_after_it_starts check (ends_at is null or starts_at is null or ends_at > starts_at)
);
comment on table activity_session is 'One occurrence of an activity or of a referral''s service. Only one that was held counts; heads that signed nothing are unregistered_persons and add to person-times only, never to persons.';
create index activity_session_of_activity on activity_session (city, activity_id, held_on);
create index activity_session_of_referral on activity_session (city, referral_id) where referral_id is not null;
create index activity_session_by_day on activity_session (city, division_code, held_on) include (id, kind, status, unregistered_persons);
create index activity_session_of_day on activity_session (city, held_on) include (division_code, id, kind, status, unregistered_persons);

create table attendance (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  session_id uuid not null,
  person_id uuid not null,
  organization_id uuid,
  part text not null default 'beneficiary' check (part in ('beneficiary', 'volunteer', 'staff')),
  presence text not null default 'present' check (presence in ('enrolled', 'present', 'absent')),
  minutes integer check (minutes between 0 and 1440),
  -- of the session, so that a figure reads one narrow index
  held_on date not null,
  age_group text not null default 'unknown' check (age_group in ('child', 'adult', 'elder', 'unknown')),
  recorded_at timestamptz not null default now(),
  primary key (city, id),
  foreign key (city, session_id) references activity_session (city, id),
  foreign key (city, person_id) references person (city, id),
  constraint attendance_once unique (city, session_id, person_id)
);
comment on table attendance is 'One person at one session. age_group is by the age on the day held: child under 18, elder from 60. Scanned twice is once. presence is present only for a session that was held: until then it is enrolled, and it is again if the session turns out not to have taken place.';
create index attendance_for_figures on attendance (city, division_code, held_on) include (part, presence, age_group, person_id, session_id);
create index attendance_by_day on attendance (city, held_on) include (division_code, part, presence, age_group, person_id, session_id);
create index attendance_of_volunteers on attendance (city, held_on) include (division_code, person_id, session_id) where part = 'volunteer' and presence = 'present';
create index attendance_of_person on attendance (city, person_id, held_on);
create index attendance_of_session on attendance (city, session_id);

do $$
declare t text;
begin
  foreach t in array array['activity', 'activity_session', 'attendance'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I for select to sanshe_reader
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true))$p$, t || '_counted', t);
    execute format('grant select, insert, update on %I to sanshe_app, sanshe_party', t);
    execute format('grant select on %I to sanshe_reader', t);
    execute format($p$create policy %1$I on %2$I to sanshe_party
      using (city = current_setting('app.city', true) and organization_id is not null and organization_id::text = current_setting('app.organization', true))$p$, t || '_of_organization', t);
  end loop;
  foreach t in array array['activity', 'activity_session'] loop
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))$p$, t || '_seen', t);
    -- what is on is open to everyone who signed in
    execute format($p$create policy %1$I on %2$I for select to sanshe_party
      using (city = current_setting('app.city', true) and current_setting('app.person', true) <> '')$p$, t || '_on', t);
  end loop;
end $$;
create policy attendance_seen on attendance to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true));
create policy attendance_own on attendance to sanshe_party
  using (city = current_setting('app.city', true) and person_id::text = current_setting('app.person', true));
