-- The whole schema, read from the catalog after all migrations. Written by: UPDATE=1 npx vitest run --project database test/schema.db.test.ts

create extension btree_gist;

CREATE OR REPLACE FUNCTION public.contact_changed_to_compare()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into person_to_compare (city, person_id) values (new.city, new.person_id) on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.contact_new_to_compare()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into person_to_compare (city, person_id) select distinct city, person_id from made on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.figure_goes_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op <> 'INSERT' then
    insert into figure_stale (city, division_code, held_on) values (old.city, old.division_code, old.held_on) on conflict do nothing;
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and (new.division_code <> old.division_code or new.held_on <> old.held_on)) then
    insert into figure_stale (city, division_code, held_on) values (new.city, new.division_code, new.held_on) on conflict do nothing;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.figure_person_goes_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into figure_stale_person (city, person_id) values (new.city, new.id) on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.learn_sizes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
 SET default_statistics_target TO '10'
AS $function$
declare
  changed record;
begin
  if not pg_try_advisory_xact_lock(hashtext('learn_sizes')) then
    return;
  end if;
  for changed in select relname from pg_stat_user_tables where schemaname = 'public' and n_mod_since_analyze > 500 + n_live_tup / 2 loop
    execute format('analyze %I', changed.relname);
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION public.need_reference()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  letters constant text := '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  one constant text := replace(gen_random_uuid()::text, '-', '');
  other constant text := replace(gen_random_uuid()::text, '-', '');
  rest bigint := ('x' || left(one, 12) || right(other, 3))::bit(60)::bigint;
  sum integer := 0;
  reference text := '';
begin
  for place in 1..9 loop
    reference := reference || substr(letters, (rest % 31)::integer + 1, 1);
    sum := sum + place * (rest % 31)::integer;
    rest := rest / 31;
  end loop;
  return reference || substr(letters, sum % 31 + 1, 1);
end $function$
;

CREATE OR REPLACE FUNCTION public.person_changed_to_compare()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into person_to_compare (city, person_id) select new.city, id from unnest(array[new.id, new.merged_into]) id where id is not null on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.person_new_to_compare()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into person_to_compare (city, person_id) select city, id from made on conflict do nothing;
  return null;
end $function$
;

create table access_grant (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  account_id uuid not null,
  role text not null,
  division_code text collate "C" not null,
  organization_id uuid,
  from_on date not null,
  until_on date
);
alter table access_grant enable row level security;
alter table access_grant force row level security;
comment on table access_grant is 'A role for a division or an organisation, from a day to a day. Whoever holds several chooses under which one to act.';
alter table access_grant add constraint access_grant_city_account_id_fkey FOREIGN KEY (city, account_id) REFERENCES account(city, id);
alter table access_grant add constraint access_grant_pkey PRIMARY KEY (city, id);
CREATE INDEX access_grant_of_account ON public.access_grant USING btree (city, account_id);
CREATE INDEX access_grant_of_role ON public.access_grant USING btree (city, role, division_code);
create policy access_grant_at_the_door on access_grant for all to sanshe_door
  using ((city = current_setting('app.city'::text, true)));
create policy access_grant_ended_by_keeper on access_grant for update to sanshe_keeper
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.keep_lo'::text, true)) AND (division_code < current_setting('app.keep_hi'::text, true))));
create policy access_grant_given_by_keeper on access_grant for insert to sanshe_keeper
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.keep_lo'::text, true)) AND (division_code < current_setting('app.keep_hi'::text, true))));
create policy access_grant_of_colleague on access_grant for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))));
create policy access_grant_seen_by_keeper on access_grant for select to sanshe_keeper
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.accounts_lo'::text, true)) AND (division_code < current_setting('app.accounts_hi'::text, true))));
grant insert, select on access_grant to sanshe_keeper;
grant insert, select, update on access_grant to sanshe_door;
grant select on access_grant to sanshe_app;
grant update (until_on) on access_grant to sanshe_keeper;

create table account (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  username text not null,
  password_hash text not null,
  name text not null,
  person_id uuid,
  language text,
  disabled_at timestamp with time zone,
  must_change_password boolean not null default false,
  created_at timestamp with time zone not null default now(),
  division_code text collate "C" not null default ''::text,
  last_signed_in_at timestamp with time zone,
  sessions_from timestamp with time zone,
  password_set_at timestamp with time zone not null default now(),
  disabled_why text
);
alter table account enable row level security;
alter table account force row level security;
comment on table account is 'Who can sign in. Passwords as argon2id. A person has at most one account, an account any number of grants.';
alter table account add constraint account_city_username_key UNIQUE (city, username);
alter table account add constraint account_disabled_why_check CHECK ((disabled_why = ANY (ARRAY['keeper'::text, 'unused'::text])));
alter table account add constraint account_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table account add constraint account_pkey PRIMARY KEY (city, id);
alter table account add constraint account_username_check CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text));
CREATE INDEX account_by_division ON public.account USING btree (city, division_code);
CREATE UNIQUE INDEX account_of_one_person ON public.account USING btree (city, person_id) WHERE (person_id IS NOT NULL);
create policy account_at_the_door on account for all to sanshe_door
  using ((city = current_setting('app.city'::text, true)));
create policy account_changed_by_keeper on account for update to sanshe_keeper
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.keep_lo'::text, true)) AND (division_code < current_setting('app.keep_hi'::text, true))));
create policy account_of_colleague on account for select to sanshe_app
  using ((city = current_setting('app.city'::text, true)));
create policy account_opened_by_keeper on account for insert to sanshe_keeper
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.keep_lo'::text, true)) AND (division_code < current_setting('app.keep_hi'::text, true))));
create policy account_seen_by_keeper on account for select to sanshe_keeper
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.accounts_lo'::text, true)) AND (division_code < current_setting('app.accounts_hi'::text, true))));
grant insert on account to sanshe_keeper;
grant insert, select, update on account to sanshe_door;
grant select (city, created_at, disabled_at, disabled_why, division_code, id, language, last_signed_in_at, must_change_password, name, person_id, sessions_from, username) on account to sanshe_keeper;
grant select (city, disabled_at, division_code, id, name, person_id) on account to sanshe_app;
grant update (disabled_at, disabled_why, division_code, must_change_password, password_hash, person_id, sessions_from) on account to sanshe_keeper;

create table account_reach (
  city text not null default current_setting('app.city'::text),
  account_id uuid not null,
  email_sealed bytea,
  phone_sealed bytea,
  by_email boolean not null default false,
  by_sms boolean not null default false,
  language text not null default 'zh'::text,
  quiet_from time without time zone not null default '21:00:00'::time without time zone,
  quiet_until time without time zone not null default '08:00:00'::time without time zone,
  version integer not null default 1,
  email_verified_at timestamp with time zone,
  email_code_sealed bytea,
  email_code_until timestamp with time zone,
  email_code_tries smallint not null default 0,
  email_codes_on date,
  email_codes smallint not null default 0
);
alter table account_reach enable row level security;
alter table account_reach force row level security;
comment on table account_reach is 'How whoever signs in wants to be told outside the product: addresses sealed, language, hours of rest. Without a row: within the product only, in Chinese.';
alter table account_reach add constraint account_reach_city_account_id_fkey FOREIGN KEY (city, account_id) REFERENCES account(city, id);
alter table account_reach add constraint account_reach_has_email CHECK (((NOT by_email) OR (email_sealed IS NOT NULL)));
alter table account_reach add constraint account_reach_has_phone CHECK (((NOT by_sms) OR (phone_sealed IS NOT NULL)));
alter table account_reach add constraint account_reach_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table account_reach add constraint account_reach_pkey PRIMARY KEY (city, account_id);
create policy account_reach_of_jobs on account_reach for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))));
create policy account_reach_own on account_reach for all to sanshe_app, sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((account_id)::text = current_setting('app.actor'::text, true))));
grant insert, select, update on account_reach to sanshe_app;
grant insert, select, update on account_reach to sanshe_party;

create table activity (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  name text not null,
  kind text not null,
  category text not null,
  organization_id uuid,
  organizer_name text not null default ''::text,
  audience text not null default ''::text,
  place text not null default ''::text,
  plan text not null default ''::text,
  status text not null default 'planned'::text,
  planned_by uuid,
  end_reason text,
  import_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
alter table activity enable row level security;
alter table activity force row level security;
comment on table activity is 'Something offered to many: an event, a course, a class. Held in sessions.';
alter table activity add constraint activity_check CHECK (("left"(division_code, 4) = city));
alter table activity add constraint activity_city_organization_id_fkey FOREIGN KEY (city, organization_id) REFERENCES organization(city, id);
alter table activity add constraint activity_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'culture'::text, 'course'::text, 'holidayClass'::text, 'skillTraining'::text, 'volunteering'::text, 'health'::text, 'meeting'::text, 'other'::text])));
alter table activity add constraint activity_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)));
alter table activity add constraint activity_pkey PRIMARY KEY (city, id);
alter table activity add constraint activity_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'running'::text, 'ended'::text, 'cancelled'::text])));
CREATE INDEX activity_of_division ON public.activity USING btree (city, division_code, created_at DESC);
CREATE INDEX activity_of_organization ON public.activity USING btree (city, organization_id);
create policy activity_counted on activity for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy activity_of_organization on activity for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy activity_on on activity for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.person'::text, true) <> ''::text)));
create policy activity_seen on activity for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on activity to sanshe_app;
grant insert, select, update on activity to sanshe_party;
grant select on activity to sanshe_reader;

create table activity_session (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  activity_id uuid,
  referral_id uuid,
  organization_id uuid,
  kind text not null,
  title text not null default ''::text,
  held_on date not null,
  starts_at time without time zone,
  ends_at time without time zone,
  place text not null default ''::text,
  status text not null default 'planned'::text,
  unregistered_persons integer not null default 0,
  cancel_reason text,
  recorded_by uuid,
  recorded_at timestamp with time zone,
  version integer not null default 1
);
alter table activity_session enable row level security;
alter table activity_session force row level security;
comment on table activity_session is 'One occurrence of an activity or of a referral''s service. Only one that was held counts; heads that signed nothing are unregistered_persons and add to person-times only, never to persons.';
alter table activity_session add constraint activity_session_check CHECK (((status <> 'cancelled'::text) OR (cancel_reason IS NOT NULL)));
alter table activity_session add constraint activity_session_city_activity_id_fkey FOREIGN KEY (city, activity_id) REFERENCES activity(city, id);
alter table activity_session add constraint activity_session_city_referral_id_fkey FOREIGN KEY (city, referral_id) REFERENCES referral(city, id);
alter table activity_session add constraint activity_session_pkey PRIMARY KEY (city, id);
alter table activity_session add constraint activity_session_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])));
alter table activity_session add constraint activity_session_unregistered_persons_check CHECK ((unregistered_persons >= 0));
alter table activity_session add constraint session_ends_after_it_starts CHECK (((ends_at IS NULL) OR (starts_at IS NULL) OR (ends_at > starts_at)));
alter table activity_session add constraint session_of_one_thing CHECK (((activity_id IS NULL) <> (referral_id IS NULL)));
CREATE INDEX activity_session_by_day ON public.activity_session USING btree (city, division_code, held_on) INCLUDE (id, kind, status, unregistered_persons);
CREATE INDEX activity_session_of_activity ON public.activity_session USING btree (city, activity_id, held_on);
CREATE INDEX activity_session_of_day ON public.activity_session USING btree (city, held_on) INCLUDE (division_code, id, kind, status, unregistered_persons);
CREATE INDEX activity_session_of_referral ON public.activity_session USING btree (city, referral_id) WHERE (referral_id IS NOT NULL);
create policy activity_session_by_link on activity_session for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.link'::text, true) <> ''::text) AND (referral_id IS NOT NULL) AND ((referral_id)::text = current_setting('app.record'::text, true))));
create policy activity_session_counted on activity_session for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy activity_session_of_organization on activity_session for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy activity_session_on on activity_session for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.person'::text, true) <> ''::text)));
create policy activity_session_seen on activity_session for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on activity_session to sanshe_app;
grant insert, select, update on activity_session to sanshe_party;
grant select on activity_session to sanshe_reader;
CREATE TRIGGER session_counts AFTER INSERT ON public.activity_session FOR EACH ROW WHEN ((new.status = 'held'::text)) EXECUTE FUNCTION figure_goes_stale();
CREATE TRIGGER session_counts_anew AFTER DELETE OR UPDATE ON public.activity_session FOR EACH ROW EXECUTE FUNCTION figure_goes_stale();

create table asked_above (
  city text not null default current_setting('app.city'::text),
  question_id uuid not null,
  person_id uuid not null,
  division_code text collate "C" not null,
  asked_at text collate "C" not null,
  is_open boolean not null default true,
  created_at timestamp with time zone not null default now()
);
alter table asked_above enable row level security;
alter table asked_above force row level security;
comment on table asked_above is 'One of the two people of a question that is asked above the place where that person lives: for those who see this one alone. division_code is the person''s, asked_at the question''s.';
alter table asked_above add constraint asked_above_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table asked_above add constraint asked_above_city_question_id_fkey FOREIGN KEY (city, question_id) REFERENCES duplicate_question(city, id);
alter table asked_above add constraint asked_above_pkey PRIMARY KEY (city, question_id, person_id);
CREATE INDEX asked_above_open ON public.asked_above USING btree (city, division_code) WHERE is_open;
create policy asked_above_seen on asked_above for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on asked_above to sanshe_app;

create table attendance (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  session_id uuid not null,
  person_id uuid not null,
  organization_id uuid,
  part text not null default 'beneficiary'::text,
  presence text not null default 'present'::text,
  minutes integer,
  held_on date not null,
  age_group text not null default 'unknown'::text,
  recorded_at timestamp with time zone not null default now()
);
alter table attendance enable row level security;
alter table attendance force row level security;
comment on table attendance is 'One person at one session. age_group is by the age on the day held: child under 18, elder from 60. Scanned twice is once. presence is present only for a session that was held: until then it is enrolled, and it is again if the session turns out not to have taken place.';
alter table attendance add constraint attendance_age_group_check CHECK ((age_group = ANY (ARRAY['child'::text, 'adult'::text, 'elder'::text, 'unknown'::text])));
alter table attendance add constraint attendance_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table attendance add constraint attendance_city_session_id_fkey FOREIGN KEY (city, session_id) REFERENCES activity_session(city, id);
alter table attendance add constraint attendance_minutes_check CHECK (((minutes >= 0) AND (minutes <= 1440)));
alter table attendance add constraint attendance_once UNIQUE (city, session_id, person_id);
alter table attendance add constraint attendance_part_check CHECK ((part = ANY (ARRAY['beneficiary'::text, 'volunteer'::text, 'staff'::text])));
alter table attendance add constraint attendance_pkey PRIMARY KEY (city, id);
alter table attendance add constraint attendance_presence_check CHECK ((presence = ANY (ARRAY['enrolled'::text, 'present'::text, 'absent'::text])));
CREATE INDEX attendance_by_day ON public.attendance USING btree (city, held_on) INCLUDE (division_code, part, presence, age_group, person_id, session_id);
CREATE INDEX attendance_for_figures ON public.attendance USING btree (city, division_code, held_on) INCLUDE (part, presence, age_group, person_id, session_id);
CREATE INDEX attendance_of_person ON public.attendance USING btree (city, person_id, held_on);
CREATE INDEX attendance_of_session ON public.attendance USING btree (city, session_id);
CREATE INDEX attendance_of_volunteers ON public.attendance USING btree (city, held_on) INCLUDE (division_code, person_id, session_id) WHERE ((part = 'volunteer'::text) AND (presence = 'present'::text));
create policy attendance_by_link on attendance for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.link'::text, true) <> ''::text) AND ((session_id)::text = current_setting('app.session'::text, true))));
create policy attendance_counted on attendance for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy attendance_of_organization on attendance for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy attendance_own on attendance for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((person_id)::text = current_setting('app.person'::text, true))));
create policy attendance_seen on attendance for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on attendance to sanshe_app;
grant insert, select, update on attendance to sanshe_party;
grant select on attendance to sanshe_reader;
CREATE TRIGGER attendance_counts AFTER INSERT ON public.attendance FOR EACH ROW WHEN ((new.presence = 'present'::text)) EXECUTE FUNCTION figure_goes_stale();
CREATE TRIGGER attendance_counts_anew AFTER DELETE OR UPDATE ON public.attendance FOR EACH ROW EXECUTE FUNCTION figure_goes_stale();

create table audit (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  account_id uuid not null,
  grant_id uuid,
  actor_name text not null,
  actor_role text not null,
  operation text not null,
  subject_kind text,
  subject_id uuid,
  purpose text,
  outcome text not null,
  request_id uuid,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  source_address text default NULLIF(current_setting('app.source_address'::text, true), ''::text),
  actor_place text
);
alter table audit enable row level security;
alter table audit force row level security;
comment on table audit is 'One row for every command and for every reading of a person''s file. Append only; audit_link chains the rows by hash.';
alter table audit add constraint audit_pkey PRIMARY KEY (city, id);
CREATE INDEX audit_by_moment ON public.audit USING btree (city, happened_at DESC, id DESC) INCLUDE (division_code, actor_role);
CREATE INDEX audit_by_time ON public.audit USING btree (city, recorded_at);
CREATE INDEX audit_of_account ON public.audit USING btree (city, account_id, happened_at DESC, id DESC) INCLUDE (division_code);
CREATE INDEX audit_of_operation ON public.audit USING btree (city, operation, happened_at DESC, id DESC) INCLUDE (division_code);
CREATE INDEX audit_of_subject ON public.audit USING btree (city, subject_kind, subject_id, happened_at);
CREATE INDEX audit_refused ON public.audit USING btree (city, happened_at DESC, id DESC) INCLUDE (division_code) WHERE ((outcome >= 'refused'::text) AND (outcome < 'refusee'::text));
create policy audit_of_own_file on audit for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (subject_kind = 'person'::text) AND ((subject_id)::text = current_setting('app.person'::text, true))));
create policy audit_of_own_readings on audit for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (outcome = 'read'::text) AND ((account_id)::text = current_setting('app.actor'::text, true))));
create policy audit_seen on audit for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy audit_written on audit for insert to sanshe_app, sanshe_door, sanshe_party
  with check ((city = current_setting('app.city'::text, true)));
grant insert on audit to sanshe_door;
grant insert, select on audit to sanshe_app;
grant insert, select on audit to sanshe_party;

create table audit_check (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  requested_by uuid not null,
  requested_name text not null,
  requested_at timestamp with time zone not null,
  status text not null,
  checked bigint not null default 0,
  progressed_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  end_hash bytea,
  faults jsonb not null default '[]'::jsonb
);
alter table audit_check enable row level security;
alter table audit_check force row level security;
comment on table audit_check is 'Each time somebody had the chain of the log verified, how far it was read and what was found.';
alter table audit_check add constraint audit_check_pkey PRIMARY KEY (city, id);
alter table audit_check add constraint audit_check_status_check CHECK ((status = ANY (ARRAY['running'::text, 'holds'::text, 'broken'::text])));
CREATE INDEX audit_check_latest ON public.audit_check USING btree (city, requested_at DESC);
create policy audit_check_of_the_city on audit_check for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.own_lo'::text, true) = current_setting('app.city'::text, true))))
  with check (((city = current_setting('app.city'::text, true)) AND (current_setting('app.own_lo'::text, true) = current_setting('app.city'::text, true))));
grant insert, select, update on audit_check to sanshe_app;

create table audit_head (
  city text not null default current_setting('app.city'::text),
  sequence bigint not null,
  signature bytea not null,
  signed_at timestamp with time zone not null default now()
);
alter table audit_head enable row level security;
alter table audit_head force row level security;
comment on table audit_head is 'Where the chain of audit_link ends, signed under the key outside the database. Moved on by the sealer with every batch, as long as it fits the link it names; where it does not, it stays, and the check finds it.';
alter table audit_head add constraint audit_head_pkey PRIMARY KEY (city);
create policy audit_head_kept on audit_head for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.own_lo'::text, true) = current_setting('app.city'::text, true))))
  with check (((city = current_setting('app.city'::text, true)) AND (current_setting('app.own_lo'::text, true) = current_setting('app.city'::text, true))));
grant insert, select, update on audit_head to sanshe_app;

create table audit_link (
  city text not null default current_setting('app.city'::text),
  sequence bigint not null,
  audit_id uuid not null,
  hash bytea not null
);
alter table audit_link enable row level security;
alter table audit_link force row level security;
comment on table audit_link is 'The chain: hash = sha256(previous hash, audit row). Written in short batches by the sealer, so that commits do not queue behind one row.';
alter table audit_link add constraint audit_link_city_audit_id_key UNIQUE (city, audit_id);
alter table audit_link add constraint audit_link_pkey PRIMARY KEY (city, sequence);
create policy audit_link_seen on audit_link for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.own_lo'::text, true) = current_setting('app.city'::text, true))));
grant insert, select on audit_link to sanshe_app;

create table booking (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  resource_id uuid not null,
  organization_id uuid,
  lent_by uuid,
  referral_id uuid,
  one_at_a_time boolean not null,
  during tsrange not null,
  booked_at timestamp with time zone not null,
  released_at timestamp with time zone
);
alter table booking enable row level security;
alter table booking force row level security;
comment on table booking is 'Hours of one day, by the clock on the wall, for which a resource is promised: to what (referral_id), never to whom. Taken back it stays, released. one_at_a_time is the resource''s word for it while it is to come; of two that overlap the constraint then lets one stand. division_code is the resource''s, so that all who see the resource see when it is taken; organization_id is the organisation of the resource that was called on, lent_by that of what goes along with it.';
alter table booking add constraint booking_city_referral_id_fkey FOREIGN KEY (city, referral_id) REFERENCES referral(city, id);
alter table booking add constraint booking_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table booking add constraint booking_one_at_a_time EXCLUDE USING gist (city WITH =, resource_id WITH =, during WITH &&) WHERE ((one_at_a_time AND (released_at IS NULL)));
alter table booking add constraint booking_pkey PRIMARY KEY (city, id);
alter table booking add constraint booking_says_what_for CHECK ((referral_id IS NOT NULL));
alter table booking add constraint booking_within_a_day CHECK (((lower(during) IS NOT NULL) AND (upper(during) IS NOT NULL) AND (lower(during) < upper(during)) AND lower_inc(during) AND (NOT upper_inc(during)) AND ((lower(during))::date = ((upper(during) - '00:00:01'::interval))::date)));
CREATE INDEX booking_of_referral ON public.booking USING btree (city, referral_id) WHERE (released_at IS NULL);
CREATE INDEX booking_of_resource ON public.booking USING btree (city, resource_id, lower(during)) WHERE (released_at IS NULL);
create policy booking_of_lender on booking for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (lent_by IS NOT NULL) AND ((lent_by)::text = current_setting('app.organization'::text, true))));
create policy booking_of_opened_referral on booking for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((current_setting('app.link'::text, true) <> ''::text) OR (current_setting('app.person'::text, true) <> ''::text)) AND ((referral_id)::text = current_setting('app.record'::text, true))));
create policy booking_of_party on booking for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy booking_of_what_goes_along on booking for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((resource_id)::text = current_setting('app.along'::text, true))));
create policy booking_of_what_is_called on booking for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((current_setting('app.link'::text, true) <> ''::text) OR (current_setting('app.person'::text, true) <> ''::text)) AND ((resource_id)::text = current_setting('app.called'::text, true))));
create policy booking_seen on booking for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))));
grant insert, select on booking to sanshe_app;
grant insert, select on booking to sanshe_party;
grant update (division_code, one_at_a_time, released_at) on booking to sanshe_app;
grant update (released_at) on booking to sanshe_party;

create table calendar_feed (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  organization_id uuid not null,
  division_code text collate "C" not null,
  secret_hash text not null,
  made_by_name text not null default ''::text,
  made_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
comment on table calendar_feed is 'Addresses by which an organisation''s calendar is read without signing in. secret_hash is the SHA-256 of the key in the address; one that is not revoked an organisation.';
alter table calendar_feed add constraint calendar_feed_city_organization_id_fkey FOREIGN KEY (city, organization_id) REFERENCES organization(city, id);
alter table calendar_feed add constraint calendar_feed_pkey PRIMARY KEY (city, id);
alter table calendar_feed add constraint calendar_feed_secret_once UNIQUE (city, secret_hash);
CREATE UNIQUE INDEX calendar_feed_open_once ON public.calendar_feed USING btree (city, organization_id) WHERE (revoked_at IS NULL);
create policy calendar_feed_of_link on calendar_feed for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (revoked_at IS NULL) AND (secret_hash = current_setting('app.link'::text, true))));
create policy calendar_feed_of_party on calendar_feed for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
grant insert, select on calendar_feed to sanshe_party;
grant update (revoked_at) on calendar_feed to sanshe_party;

create table capacity (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  resource_id uuid not null,
  organization_id uuid,
  quantity integer,
  unit text not null,
  per text not null,
  confirmed_on date not null,
  confirmed_by uuid not null,
  confirmed_by_name text not null default ''::text
);
alter table capacity enable row level security;
alter table capacity force row level security;
comment on table capacity is 'How much in which period, as stated on a day. The newest row counts; an old one decays to unknown. quantity null: nobody knows ("as circumstances allow").';
alter table capacity add constraint capacity_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table capacity add constraint capacity_per_check CHECK ((per = ANY (ARRAY['week'::text, 'month'::text, 'term'::text, 'once'::text])));
alter table capacity add constraint capacity_pkey PRIMARY KEY (city, id);
alter table capacity add constraint capacity_quantity_check CHECK ((quantity >= 0));
alter table capacity add constraint capacity_unit_check CHECK ((unit = ANY (ARRAY['personTimes'::text, 'hours'::text, 'places'::text, 'rooms'::text, 'squareMetres'::text, 'fen'::text, 'pieces'::text, 'sets'::text, 'volunteers'::text, 'jobs'::text])));
CREATE INDEX capacity_of_resource ON public.capacity USING btree (city, resource_id, confirmed_on DESC, id DESC);
create policy capacity_counted on capacity for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy capacity_of_opened_resource on capacity for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((resource_id)::text = current_setting('app.resource'::text, true))));
create policy capacity_own on capacity for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy capacity_seen on capacity for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select on capacity to sanshe_party;
grant insert, select, update on capacity to sanshe_app;
grant select on capacity to sanshe_reader;

create table capacity_use (
  city text not null default current_setting('app.city'::text),
  referral_id uuid not null,
  division_code text collate "C" not null,
  resource_id uuid not null,
  organization_id uuid,
  need_id uuid not null,
  units integer not null,
  is_open boolean not null default true,
  on_day date,
  cost_fen bigint not null default 0,
  goes_along boolean not null default false,
  lent_by uuid
);
alter table capacity_use enable row level security;
alter table capacity_use force row level security;
comment on table capacity_use is 'Units of a resource that a referral holds (is_open) or has used (on_day), without saying whose need it is. division_code is the resource''s: a worker sees only the referrals of one place, but must know what all places together have taken.';
alter table capacity_use add constraint capacity_use_city_referral_id_fkey FOREIGN KEY (city, referral_id) REFERENCES referral(city, id);
alter table capacity_use add constraint capacity_use_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table capacity_use add constraint capacity_use_cost_fen_check CHECK ((cost_fen >= 0));
alter table capacity_use add constraint capacity_use_pkey PRIMARY KEY (city, referral_id, resource_id);
alter table capacity_use add constraint capacity_use_units_check CHECK ((units > 0));
CREATE INDEX capacity_use_of_organization ON public.capacity_use USING btree (city, organization_id) INCLUDE (units) WHERE (is_open AND (organization_id IS NOT NULL) AND (NOT goes_along));
CREATE INDEX capacity_use_of_resource ON public.capacity_use USING btree (city, resource_id, is_open, on_day) INCLUDE (units);
CREATE INDEX capacity_use_paid_by_organization ON public.capacity_use USING btree (city, organization_id, on_day) INCLUDE (cost_fen) WHERE ((organization_id IS NOT NULL) AND (cost_fen > 0));
create policy capacity_use_carried on capacity_use for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND ((organization_id)::text = current_setting('app.carrier'::text, true))));
create policy capacity_use_of_lender on capacity_use for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND goes_along AND ((lent_by)::text = current_setting('app.organization'::text, true))));
create policy capacity_use_of_opened_resource on capacity_use for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((resource_id)::text = current_setting('app.resource'::text, true))));
create policy capacity_use_of_party on capacity_use for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (((organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))) OR ((need_id)::text = current_setting('app.need'::text, true)))));
create policy capacity_use_seen on capacity_use for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))));
grant delete, insert, select, update on capacity_use to sanshe_app;
grant delete, select, update on capacity_use to sanshe_party;

create table channel (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  settings jsonb not null,
  secret_sealed bytea,
  is_on boolean not null default true,
  version integer not null default 1,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
alter table channel enable row level security;
alter table channel force row level security;
comment on table channel is 'A way out of the product: a mail server, an SMS gateway, the robot of a group chat. Of e-mail and SMS the nearest above a recipient counts; a robot tells its own group of its own place.';
alter table channel add constraint channel_city_division_code_fkey FOREIGN KEY (city, division_code) REFERENCES division(city, code);
alter table channel add constraint channel_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'sms'::text, 'wecom'::text, 'dingtalk'::text, 'feishu'::text])));
alter table channel add constraint channel_of_place UNIQUE (city, division_code, kind);
alter table channel add constraint channel_pkey PRIMARY KEY (city, id);
create policy channel_changed on channel for update to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))))
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy channel_kept on channel for insert to sanshe_app
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy channel_seen on channel for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))));
grant insert, select, update on channel to sanshe_app;

create table circumstance (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid not null,
  kind text not null,
  level text,
  evidence text,
  since_on date not null,
  review_due date,
  ended_on date
);
alter table circumstance enable row level security;
alter table circumstance force row level security;
comment on table circumstance is 'A special circumstance (living alone, child in difficulty, disability …) with its evidence and the day it is to be looked at again.';
alter table circumstance add constraint circumstance_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table circumstance add constraint circumstance_pkey PRIMARY KEY (city, id);
CREATE INDEX circumstance_of_division ON public.circumstance USING btree (city, division_code, kind) WHERE (ended_on IS NULL);
CREATE INDEX circumstance_of_person ON public.circumstance USING btree (city, person_id);
create policy circumstance_seen on circumstance for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on circumstance to sanshe_app;

create table command_answer (
  city text not null default current_setting('app.city'::text),
  account_id uuid not null,
  request_id uuid not null,
  path text not null,
  input_hash bytea not null,
  status smallint not null,
  body jsonb not null,
  answered_at timestamp with time zone not null default now()
);
alter table command_answer enable row level security;
alter table command_answer force row level security;
comment on table command_answer is 'The answer to each command under its requestId, saved in the command''s own transaction: sent twice, done once.';
alter table command_answer add constraint command_answer_pkey PRIMARY KEY (city, account_id, request_id);
create policy command_answer_own on command_answer for all to public
  using (((city = current_setting('app.city'::text, true)) AND ((account_id)::text = current_setting('app.actor'::text, true))));
grant insert, select on command_answer to sanshe_app;
grant insert, select on command_answer to sanshe_door;
grant insert, select on command_answer to sanshe_party;

create table consent (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid not null,
  purpose text not null,
  receiver_organization_id uuid,
  basis text not null,
  given_how text not null,
  given_on date not null,
  withdrawn_on date,
  recorded_by uuid not null,
  language text
);
alter table consent enable row level security;
alter table consent force row level security;
comment on table consent is 'What a person agreed to: for one purpose, for a referral to one named receiver (PIPL 23). Withdrawn as easily as given; forward only.';
alter table consent add constraint consent_basis_check CHECK ((basis = ANY (ARRAY['consent'::text, 'guardianConsent'::text, 'statutoryDuty'::text])));
alter table consent add constraint consent_check CHECK (((withdrawn_on IS NULL) OR (withdrawn_on >= given_on)));
alter table consent add constraint consent_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table consent add constraint consent_given_how_check CHECK ((given_how = ANY (ARRAY['spoken'::text, 'signed'::text, 'online'::text, 'importedLedger'::text])));
alter table consent add constraint consent_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table consent add constraint consent_pkey PRIMARY KEY (city, id);
alter table consent add constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['serviceMatching'::text, 'referral'::text, 'photo'::text, 'publication'::text, 'messages'::text])));
CREATE INDEX consent_of_person ON public.consent USING btree (person_id, city, purpose);
create policy consent_counted on consent for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy consent_seen on consent for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
create policy consent_self on consent for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((person_id)::text = current_setting('app.person'::text, true))));
grant insert, select, update on consent to sanshe_app;
grant insert, select, update on consent to sanshe_party;
grant select (city, division_code, person_id, purpose, withdrawn_on) on consent to sanshe_reader;

create table contact (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid not null,
  kind text not null,
  phone_sealed bytea not null,
  phone_index bytea not null,
  tail_index bytea not null,
  contact_name text,
  relation text,
  created_at timestamp with time zone not null default now()
);
alter table contact enable row level security;
alter table contact force row level security;
comment on table contact is 'A phone by which a person is reached, sealed. A family may share one; a contact person''s stands apart.';
alter table contact add constraint contact_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table contact add constraint contact_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'landline'::text, 'contactPerson'::text])));
alter table contact add constraint contact_once UNIQUE (city, person_id, phone_index);
alter table contact add constraint contact_pkey PRIMARY KEY (city, id);
CREATE INDEX contact_by_phone ON public.contact USING btree (phone_index, city);
CREATE INDEX contact_by_tail ON public.contact USING btree (tail_index, city);
create policy contact_seen on contact for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
create policy contact_self on contact for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((person_id)::text = current_setting('app.person'::text, true))));
grant insert, select, update on contact to sanshe_app;
grant select on contact to sanshe_party;
CREATE TRIGGER contact_compared_when_changed AFTER UPDATE OF person_id, kind, phone_index ON public.contact FOR EACH ROW WHEN ((((new.person_id IS DISTINCT FROM old.person_id) OR (new.kind IS DISTINCT FROM old.kind)) OR (new.phone_index IS DISTINCT FROM old.phone_index))) EXECUTE FUNCTION contact_changed_to_compare();
CREATE TRIGGER contact_compared_when_new AFTER INSERT ON public.contact REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION contact_new_to_compare();

create table division (
  city text not null,
  code text collate "C" not null,
  level text not null,
  kind text not null,
  name text not null,
  official_name text not null,
  name_pinyin text not null,
  name_initials text not null,
  is_service_area boolean not null default false,
  valid_from date not null default '1949-10-01'::date,
  valid_to date,
  superseded_by text collate "C",
  source text not null
);
alter table division enable row level security;
alter table division force row level security;
comment on table division is 'City, banner or district, street-level unit, community or gacha or village. Significant digits only, so that a code''s ancestors are its prefixes. Development zones are service areas, not townships.';
alter table division add constraint division_check CHECK (("left"(code, 4) = city));
alter table division add constraint division_check1 CHECK ((length(code) =
CASE level
    WHEN 'city'::text THEN 4
    WHEN 'county'::text THEN 6
    WHEN 'township'::text THEN 9
    ELSE 12
END));
alter table division add constraint division_level_check CHECK ((level = ANY (ARRAY['city'::text, 'county'::text, 'township'::text, 'community'::text])));
alter table division add constraint division_pkey PRIMARY KEY (city, code);
CREATE INDEX division_by_name ON public.division USING btree (city, name);
create policy division_seen on division for all to public
  using ((city = current_setting('app.city'::text, true)));
grant select on division to sanshe_app;
grant select on division to sanshe_door;
grant select on division to sanshe_keeper;
grant select on division to sanshe_party;
grant select on division to sanshe_reader;

create table duplicate_question (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  first_id uuid not null,
  second_id uuid not null,
  why jsonb not null,
  status text not null default 'open'::text,
  answered_by uuid,
  answered_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);
alter table duplicate_question enable row level security;
alter table duplicate_question force row level security;
comment on table duplicate_question is 'Two records that are likely, not certainly, the same. A person answers; nothing is merged unseen.';
alter table duplicate_question add constraint duplicate_asked_once UNIQUE (city, kind, first_id, second_id);
alter table duplicate_question add constraint duplicate_question_check CHECK ((first_id < second_id));
alter table duplicate_question add constraint duplicate_question_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'need'::text, 'resource'::text, 'organization'::text])));
alter table duplicate_question add constraint duplicate_question_pkey PRIMARY KEY (city, id);
alter table duplicate_question add constraint duplicate_question_status_check CHECK ((status = ANY (ARRAY['open'::text, 'same'::text, 'different'::text, 'dropped'::text])));
CREATE INDEX duplicate_question_open ON public.duplicate_question USING btree (city, division_code) WHERE (status = 'open'::text);
create policy duplicate_question_seen on duplicate_question for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on duplicate_question to sanshe_app;

create table duty (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  window_key text not null default ''::text,
  subject_title text not null,
  owner_role text not null,
  owner_division text collate "C" not null,
  owner_account_id uuid,
  organization_id uuid,
  person_id uuid,
  since_on date not null,
  due_on date not null,
  status text not null default 'open'::text,
  escalated_level smallint not null default 0,
  escalated_at timestamp with time zone,
  settled_at timestamp with time zone,
  settled_by uuid,
  details jsonb not null default '{}'::jsonb,
  risen_from uuid[] not null default '{}'::uuid[],
  told_on date,
  told_times smallint not null default 0
);
alter table duty enable row level security;
alter table duty force row level security;
comment on table duty is 'What, for whom, whose, due when, escalates to. Its identity is (kind, subject, window): making it twice makes it once. Never deleted; done, withdrawn, or open with a named owner.';
alter table duty add constraint duty_made_once UNIQUE (city, subject_id, kind, window_key);
alter table duty add constraint duty_pkey PRIMARY KEY (city, id);
alter table duty add constraint duty_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'withdrawn'::text])));
CREATE INDEX duty_of_account ON public.duty USING btree (city, owner_account_id, due_on) WHERE ((status = 'open'::text) AND (owner_account_id IS NOT NULL));
CREATE INDEX duty_of_organization ON public.duty USING btree (city, organization_id, due_on) WHERE ((status = 'open'::text) AND (organization_id IS NOT NULL));
CREATE INDEX duty_of_referral ON public.duty USING btree (city, due_on) WHERE ((status = 'open'::text) AND (subject_kind = 'referral'::text));
CREATE INDEX duty_open ON public.duty USING btree (city, owner_role, owner_division, due_on) WHERE (status = 'open'::text);
CREATE INDEX duty_risen ON public.duty USING gin (risen_from) WHERE ((status = 'open'::text) AND (risen_from <> '{}'::uuid[]));
create policy duty_of_opened_need on duty for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.need'::text, true) <> ''::text) AND (((subject_id)::text = current_setting('app.need'::text, true)) OR ((details ->> 'needId'::text) = current_setting('app.need'::text, true)))));
create policy duty_of_opened_resource on duty for all to sanshe_app, sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (subject_kind = 'resource'::text) AND (current_setting('app.resource'::text, true) <> ''::text) AND ((subject_id)::text = current_setting('app.resource'::text, true))));
create policy duty_of_party on duty for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (((organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))) OR ((person_id IS NOT NULL) AND ((person_id)::text = current_setting('app.person'::text, true))) OR ((subject_kind = 'referral'::text) AND (current_setting('app.link'::text, true) <> ''::text) AND (current_setting('app.record'::text, true) <> ''::text) AND ((subject_id)::text = current_setting('app.record'::text, true))))));
create policy duty_seen on duty for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on duty to sanshe_app;
grant insert, select, update on duty to sanshe_party;

create table evidence (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  need_id uuid not null,
  channel text not null,
  heard_on date not null,
  heard_by text not null default ''::text,
  words text not null default ''::text,
  import_id uuid,
  import_place text,
  typed jsonb,
  created_at timestamp with time zone not null default now(),
  struck_on date,
  import_ord integer,
  round_id uuid,
  round_member_id uuid,
  round_discussion_id uuid
);
alter table evidence enable row level security;
alter table evidence force row level security;
comment on table evidence is 'One hearing of a need: by which channel, when, by whom, in which words, from which cell of which sheet. typed keeps what the sheet said where it was understood as something else.';
alter table evidence add constraint evidence_channel_check CHECK ((channel = ANY (ARRAY['talk'::text, 'homeInquiry'::text, 'phone'::text, 'questionnaire'::text, 'self'::text, 'other'::text])));
alter table evidence add constraint evidence_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table evidence add constraint evidence_of_member_is_of_round CHECK (((round_id IS NOT NULL) OR ((round_member_id IS NULL) AND (round_discussion_id IS NULL))));
alter table evidence add constraint evidence_pkey PRIMARY KEY (city, id);
alter table evidence add constraint evidence_round_discussion_fkey FOREIGN KEY (city, round_discussion_id) REFERENCES round_discussion(city, id);
alter table evidence add constraint evidence_round_fkey FOREIGN KEY (city, round_id) REFERENCES survey_round(city, id);
alter table evidence add constraint evidence_round_member_fkey FOREIGN KEY (city, round_member_id) REFERENCES round_member(city, id);
CREATE INDEX evidence_of_import ON public.evidence USING btree (import_id, city, need_id) INCLUDE (division_code, heard_on) WHERE ((import_id IS NOT NULL) AND (struck_on IS NULL));
CREATE INDEX evidence_of_need ON public.evidence USING btree (need_id, city, heard_on);
CREATE INDEX evidence_of_round ON public.evidence USING btree (city, round_id, round_member_id) WHERE (round_id IS NOT NULL);
create policy evidence_own on evidence for insert to sanshe_party
  with check ((city = current_setting('app.city'::text, true)));
create policy evidence_seen on evidence for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert on evidence to sanshe_party;
grant insert, select, update on evidence to sanshe_app;

create table figure_day (
  city text not null default current_setting('app.city'::text),
  division_code text collate "C" not null,
  on_day date not null,
  people_benefiting integer not null,
  services_to_elders integer not null,
  services_to_children integer not null,
  sessions_held integer not null,
  cultural_activities integer not null
);
alter table figure_day enable row level security;
alter table figure_day force row level security;
comment on table figure_day is 'Person-times and sessions of one day, for every division that has some and every division above it. Holds only if figure_stale names neither the day nor a place within the division. Made from the records by the job figures.refresh, never by hand.';
alter table figure_day add constraint figure_day_pkey PRIMARY KEY (city, division_code, on_day);
create policy figure_day_counted on figure_day for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy figure_day_kept on figure_day for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select, update on figure_day to sanshe_app;
grant select on figure_day to sanshe_reader;

create table figure_month (
  city text not null default current_setting('app.city'::text),
  division_code text collate "C" not null,
  month date not null,
  persons_reached integer not null,
  volunteers_taking_part integer not null
);
alter table figure_month enable row level security;
alter table figure_month force row level security;
comment on table figure_month is 'Distinct persons of one calendar month, for every division that has some and every division above it. Holds only if figure_stale names no day of the month within the division, and figure_stale_person nobody. Made by the job figures.refresh, never by hand.';
alter table figure_month add constraint figure_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric));
alter table figure_month add constraint figure_month_pkey PRIMARY KEY (city, division_code, month);
create policy figure_month_counted on figure_month for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy figure_month_kept on figure_month for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select, update on figure_month to sanshe_app;
grant select on figure_month to sanshe_reader;

create table figure_refresh (
  city text not null default current_setting('app.city'::text),
  refreshed_at timestamp with time zone not null
);
alter table figure_refresh enable row level security;
alter table figure_refresh force row level security;
comment on table figure_refresh is 'When a city''s figure_day was last brought up to date; its row is locked meanwhile, so that refreshes follow one another.';
alter table figure_refresh add constraint figure_refresh_pkey PRIMARY KEY (city);
create policy figure_refresh_kept on figure_refresh for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select, update on figure_refresh to sanshe_app;

create table figure_stale (
  city text not null default current_setting('app.city'::text),
  division_code text collate "C" not null,
  held_on date not null,
  made_at timestamp with time zone not null default transaction_timestamp(),
  made_by xid8 not null default pg_current_xact_id()
);
alter table figure_stale enable row level security;
alter table figure_stale force row level security;
comment on table figure_stale is 'Days of places whose sessions or attendances have changed since figure_day was made. Written by triggers in the transaction of the change, removed by the refresh that has counted it.';
alter table figure_stale add constraint figure_stale_pkey PRIMARY KEY (city, division_code, held_on, made_at, made_by);
create policy figure_stale_counted on figure_stale for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy figure_stale_kept on figure_stale for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
create policy figure_stale_marked on figure_stale for insert to public
  with check ((city = current_setting('app.city'::text, true)));
grant delete, insert, select on figure_stale to sanshe_app;
grant insert on figure_stale to sanshe_party;
grant select on figure_stale to sanshe_reader;

create table figure_stale_person (
  city text not null default current_setting('app.city'::text),
  person_id uuid not null,
  made_at timestamp with time zone not null default transaction_timestamp(),
  made_by xid8 not null default pg_current_xact_id()
);
alter table figure_stale_person enable row level security;
alter table figure_stale_person force row level security;
comment on table figure_stale_person is 'People who turned out to be another, or not, since figure_month was made. The refresh turns each into marks on the days at which that person was present: the one who merges may not see them all.';
alter table figure_stale_person add constraint figure_stale_person_pkey PRIMARY KEY (city, person_id, made_at, made_by);
create policy figure_stale_person_counted on figure_stale_person for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.figures_lo'::text, true) <> ''::text)));
create policy figure_stale_person_kept on figure_stale_person for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
create policy figure_stale_person_marked on figure_stale_person for insert to public
  with check ((city = current_setting('app.city'::text, true)));
grant delete, insert, select on figure_stale_person to sanshe_app;
grant select (city) on figure_stale_person to sanshe_reader;

create table history (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_id uuid not null,
  action text not null,
  account_id uuid not null,
  actor_name text not null,
  actor_role text not null,
  reason text,
  changes jsonb,
  happened_at timestamp with time zone not null
);
alter table history enable row level security;
alter table history force row level security;
comment on table history is 'The timeline of every record: who did what when, and what it changed. Never holds an identity number or a phone in the clear.';
alter table history add constraint history_pkey PRIMARY KEY (city, subject_id, kind, happened_at, id);
create policy history_of_opened_record on history for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.record'::text, true) <> ''::text) AND ((subject_id)::text = current_setting('app.record'::text, true))));
create policy history_of_party on history for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((account_id)::text = current_setting('app.actor'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
create policy history_seen on history for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((kind <> 'account'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((kind = ANY (ARRAY['organization'::text, 'resource'::text, 'activity'::text, 'matchRun'::text, 'import'::text, 'questionnaire'::text])) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR ((kind = 'account'::text) AND (division_code >= current_setting('app.accounts_lo'::text, true)) AND (division_code < current_setting('app.accounts_hi'::text, true))))))
  with check ((city = current_setting('app.city'::text, true)));
create policy history_written_at_the_door on history for insert to sanshe_door
  with check (((city = current_setting('app.city'::text, true)) AND (kind = 'account'::text)));
grant insert on history to sanshe_door;
grant insert, select on history to sanshe_app;
grant insert, select on history to sanshe_party;

create table household (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  address text not null,
  householder_id uuid,
  created_at timestamp with time zone not null default now()
);
alter table household enable row level security;
alter table household force row level security;
comment on table household is 'People who live at one address as one home.';
alter table household add constraint household_check CHECK (("left"(division_code, 4) = city));
alter table household add constraint household_pkey PRIMARY KEY (city, id);
CREATE INDEX household_of_division ON public.household USING btree (city, division_code, address);
create policy household_seen on household for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on household to sanshe_app;

create table import (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  file_names text[] not null,
  status text not null,
  as_of date not null,
  states_consent boolean not null default false,
  language text not null default 'zh'::text,
  counts jsonb not null,
  rows_total integer not null,
  rows_done integer not null default 0,
  cancel_asked boolean not null default false,
  acting jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  begun_at timestamp with time zone,
  ended_at timestamp with time zone,
  beat_at timestamp with time zone,
  undone_by_name text,
  undone_at timestamp with time zone,
  kept jsonb,
  fault text,
  summary_sealed bytea not null,
  lanes jsonb not null default '[]'::jsonb
);
alter table import enable row level security;
alter table import force row level security;
comment on table import is 'One import of one or more files: as whom (acting), how far it is, what became of its rows. counts always add up to rows_total. summary_sealed: headers, columns and faults as the page shows them.';
alter table import add constraint import_check CHECK (("left"(division_code, 4) = city));
alter table import add constraint import_kind_check CHECK ((kind = ANY (ARRAY['needs'::text, 'resources'::text, 'organizations'::text])));
alter table import add constraint import_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table import add constraint import_pkey PRIMARY KEY (city, id);
alter table import add constraint import_status_check CHECK ((status = ANY (ARRAY['understood'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])));
CREATE INDEX import_at_work ON public.import USING btree (city, beat_at) WHERE (status = ANY (ARRAY['running'::text, 'undoing'::text]));
CREATE INDEX import_newest ON public.import USING btree (city, division_code, made_at DESC, id DESC);
create policy import_seen on import for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((kind = 'needs'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((kind <> 'needs'::text) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))))));
grant insert, select, update on import to sanshe_app;

create table import_correction (
  city text not null default current_setting('app.city'::text),
  import_id uuid not null,
  ord integer not null,
  nth smallint not null,
  column smallint not null,
  kind text not null,
  division_code text collate "C" not null,
  file smallint not null,
  sheet text not null,
  row integer not null,
  sealed bytea not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table import_correction enable row level security;
alter table import_correction force row level security;
comment on table import_correction is 'A cell corrected in the page, by whom and when; never changed, a later one goes before it. nth: how often its row had been corrected, by which the second of two people is told. sealed: what stood there and what was typed instead.';
alter table import_correction add constraint import_correction_city_import_id_ord_fkey FOREIGN KEY (city, import_id, ord) REFERENCES import_row(city, import_id, ord);
alter table import_correction add constraint import_correction_column_check CHECK (("column" > 0));
alter table import_correction add constraint import_correction_nth_check CHECK ((nth > 0));
alter table import_correction add constraint import_correction_pkey PRIMARY KEY (city, import_id, ord, nth, "column");
create policy import_correction_seen on import_correction for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((kind = 'needs'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((kind <> 'needs'::text) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))))));
grant insert, select on import_correction to sanshe_app;

create table import_file (
  city text not null default current_setting('app.city'::text),
  import_id uuid not null,
  kind text not null,
  division_code text collate "C" not null,
  file smallint not null,
  part smallint not null,
  name text not null,
  bytes_sealed bytea not null
);
alter table import_file enable row level security;
alter table import_file force row level security;
comment on table import_file is 'The bytes of an imported file, in parts, sealed: ledgers hold identity numbers. Refused rows are given back from it.';
alter table import_file add constraint import_file_city_import_id_fkey FOREIGN KEY (city, import_id) REFERENCES import(city, id);
alter table import_file add constraint import_file_pkey PRIMARY KEY (city, import_id, file, part);
create policy import_file_seen on import_file for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((kind = 'needs'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((kind <> 'needs'::text) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))))));
grant insert, select, update on import_file to sanshe_app;

create table import_mapping (
  city text not null default current_setting('app.city'::text),
  division_code text collate "C" not null,
  signature text not null,
  columns jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
);
alter table import_mapping enable row level security;
alter table import_mapping force row level security;
comment on table import_mapping is 'Which column is which field, as a person put it right, for every header of this signature. Kept under the city, for all its stations.';
alter table import_mapping add constraint import_mapping_pkey PRIMARY KEY (city, signature);
create policy import_mapping_seen on import_mapping for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = current_setting('app.above_city'::text, true)))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select, update on import_mapping to sanshe_app;

create table import_row (
  city text not null default current_setting('app.city'::text),
  import_id uuid not null,
  ord integer not null,
  kind text not null,
  division_code text collate "C" not null,
  file smallint not null,
  sheet text not null,
  row integer not null,
  outcome text not null,
  state text not null,
  reason text,
  merged_with jsonb,
  codes text[] not null default '{}'::text[],
  has_questions boolean not null default false,
  sealed bytea,
  fingerprint bytea,
  subject_id uuid,
  person_id uuid,
  made_subject boolean not null default false,
  made_person boolean not null default false,
  made_consent boolean not null default false,
  home_code text collate "C",
  person_mark bytea
);
alter table import_row enable row level security;
alter table import_row force row level security;
comment on table import_row is 'One row of one sheet and what became of it. sealed holds the record and the faults. fingerprint: keyed digest of what the row says, by which the same row is known when it comes again. Every row of every sheet has exactly one.';
alter table import_row add constraint import_row_check CHECK (((outcome <> 'refused'::text) OR (subject_id IS NULL)));
alter table import_row add constraint import_row_city_import_id_fkey FOREIGN KEY (city, import_id) REFERENCES import(city, id);
alter table import_row add constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['imported'::text, 'merged'::text, 'refused'::text, 'notARow'::text])));
alter table import_row add constraint import_row_pkey PRIMARY KEY (city, import_id, ord);
alter table import_row add constraint import_row_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'undone'::text])));
CREATE INDEX import_row_by_outcome ON public.import_row USING btree (city, import_id, outcome, ord) WHERE (outcome <> 'imported'::text);
CREATE INDEX import_row_by_place ON public.import_row USING btree (import_id, "row", sheet, city);
CREATE INDEX import_row_known ON public.import_row USING btree (fingerprint, city) WHERE (fingerprint IS NOT NULL);
create policy import_row_seen on import_row for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((kind = 'needs'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((kind <> 'needs'::text) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))))));
grant insert, select, update on import_row to sanshe_app;

create table import_word (
  city text not null default current_setting('app.city'::text),
  division_code text collate "C" not null,
  field text not null,
  word text not null,
  meaning text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
);
alter table import_word enable row level security;
alter table import_word force row level security;
comment on table import_word is 'A word that no table knew, and what a person said it means. Asked once.';
alter table import_word add constraint import_word_pkey PRIMARY KEY (city, field, word);
create policy import_word_seen on import_word for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = current_setting('app.above_city'::text, true)))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select, update on import_word to sanshe_app;

create table match_file (
  city text not null default current_setting('app.city'::text),
  run_id uuid not null,
  division_code text collate "C" not null,
  input jsonb not null,
  answer jsonb
);
alter table match_file enable row level security;
alter table match_file force row level security;
comment on table match_file is 'What a run was asked and what it answered, frozen: the needs and resources as numbers without names, so that it can be re-checked for ever. Apart from match_run, because it tells of residents'' needs.';
alter table match_file add constraint match_file_city_run_id_fkey FOREIGN KEY (city, run_id) REFERENCES match_run(city, id);
alter table match_file add constraint match_file_pkey PRIMARY KEY (city, run_id);
create policy match_file_seen on match_file for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on match_file to sanshe_app;

create table match_gap (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  run_id uuid not null,
  division_code text collate "C" not null,
  item text,
  resource_id uuid,
  unmet_units integer not null default 0,
  gain jsonb not null,
  rank integer not null,
  organization_id uuid,
  budget_fen bigint
);
alter table match_gap enable row level security;
alter table match_gap force row level security;
comment on table match_gap is 'What to add, and what it would bring: a unit of an item in a community where needs stayed unmet, a unit of a resource that is full, a unit of all that an organisation carries, or budget_fen more of its money of the month (division_code is then the resource''s or the organisation''s).';
alter table match_gap add constraint match_gap_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table match_gap add constraint match_gap_city_run_id_fkey FOREIGN KEY (city, run_id) REFERENCES match_run(city, id);
alter table match_gap add constraint match_gap_money_of_an_organization CHECK (((budget_fen IS NULL) OR ((budget_fen > 0) AND (organization_id IS NOT NULL))));
alter table match_gap add constraint match_gap_of_one_thing CHECK ((num_nonnulls(item, resource_id, organization_id) = 1));
alter table match_gap add constraint match_gap_organization_fkey FOREIGN KEY (city, organization_id) REFERENCES organization(city, id);
alter table match_gap add constraint match_gap_pkey PRIMARY KEY (city, id);
CREATE INDEX match_gap_of_run ON public.match_gap USING btree (city, run_id, rank);
create policy match_gap_seen on match_gap for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))));
grant insert, select, update on match_gap to sanshe_app;

create table match_hand (
  city text not null default current_setting('app.city'::text),
  run_id uuid not null,
  rank integer not null,
  division_code text collate "C" not null,
  kind text not null,
  need_id uuid,
  item text not null,
  urgency smallint not null,
  units_before integer not null,
  units_after integer not null,
  given_before jsonb not null,
  given_after jsonb not null
);
alter table match_hand enable row level security;
alter table match_hand force row level security;
comment on table match_hand is 'The needs that fare otherwise in a what-if than in the run it copies, and by whom; without need_id those that are only supposed.';
alter table match_hand add constraint match_hand_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table match_hand add constraint match_hand_city_run_id_fkey FOREIGN KEY (city, run_id) REFERENCES match_run(city, id);
alter table match_hand add constraint match_hand_kind_check CHECK ((kind = ANY (ARRAY['noLongerMet'::text, 'newlyMet'::text, 'moved'::text])));
alter table match_hand add constraint match_hand_pkey PRIMARY KEY (city, run_id, rank);
create policy match_hand_seen on match_hand for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select on match_hand to sanshe_app;

create table match_rule (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  need_id uuid not null,
  resource_id uuid not null,
  reason_code text,
  reason text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  lifted_at timestamp with time zone
);
alter table match_rule enable row level security;
alter table match_rule force row level security;
comment on table match_rule is 'A reviewer''s pin or veto of a pair: a constraint of every later run until lifted.';
alter table match_rule add constraint match_rule_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table match_rule add constraint match_rule_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table match_rule add constraint match_rule_kind_check CHECK ((kind = ANY (ARRAY['pin'::text, 'veto'::text])));
alter table match_rule add constraint match_rule_pkey PRIMARY KEY (city, id);
CREATE UNIQUE INDEX match_rule_once ON public.match_rule USING btree (city, need_id, resource_id) WHERE (lifted_at IS NULL);
create policy match_rule_seen on match_rule for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on match_rule to sanshe_app;

create table match_run (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  status text not null,
  as_of date not null,
  weights jsonb not null,
  totals jsonb,
  proof jsonb,
  needs_listed integer,
  resources_listed integer,
  units_wanted integer,
  units_met integer,
  progress real not null default 0,
  stage text not null default 'queued'::text,
  attempt integer not null default 0,
  beat_at timestamp with time zone,
  failure text,
  requested_by uuid not null,
  requested_by_name text not null default ''::text,
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  units_for_consent integer,
  units_for_verification integer,
  kind text not null default 'match'::text,
  based_on uuid,
  changes jsonb,
  comparison jsonb,
  forecast jsonb
);
alter table match_run enable row level security;
alter table match_run force row level security;
comment on table match_run is 'One run over the two lists: its weights and floors, how far it is, what it came to. Only a run whose proof was checked is shown as proven. beat_at is when the process that works on it last said so: an old one has died and is tried again, attempt by attempt.';
alter table match_run add constraint match_run_city_based_on_fkey FOREIGN KEY (city, based_on) REFERENCES match_run(city, id);
alter table match_run add constraint match_run_copies CHECK ((((kind = 'whatIf'::text) = (based_on IS NOT NULL)) AND ((kind = 'whatIf'::text) = (changes IS NOT NULL))));
alter table match_run add constraint match_run_kind_check CHECK ((kind = ANY (ARRAY['match'::text, 'whatIf'::text])));
alter table match_run add constraint match_run_pkey PRIMARY KEY (city, id);
alter table match_run add constraint match_run_stage_check CHECK ((stage = ANY (ARRAY['queued'::text, 'listing'::text, 'solving'::text, 'saving'::text, 'ended'::text])));
alter table match_run add constraint match_run_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'proven'::text, 'failed'::text, 'cancelled'::text])));
CREATE INDEX match_run_at_work ON public.match_run USING btree (city, beat_at) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX match_run_copied ON public.match_run USING btree (city, based_on) WHERE (based_on IS NOT NULL);
CREATE INDEX match_run_newest ON public.match_run USING btree (city, requested_at DESC, id DESC);
CREATE INDEX match_run_of_division ON public.match_run USING btree (city, division_code, requested_at DESC, id DESC);
CREATE UNIQUE INDEX match_run_waiting_once ON public.match_run USING btree (city, division_code) WHERE ((status = 'queued'::text) AND (kind = 'match'::text));
create policy match_run_changed on match_run as restrictive for update to sanshe_app
  using (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy match_run_seen on match_run for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))));
create policy match_run_written on match_run as restrictive for insert to sanshe_app
  with check (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on match_run to sanshe_app;

create table message (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  occasion text not null,
  subject_kind text not null,
  subject_id uuid not null,
  window_key text not null default ''::text,
  channel_kind text not null,
  channel_id uuid,
  recipient_kind text not null,
  recipient_id uuid not null,
  address_sealed bytea,
  address_masked text,
  language text not null,
  title text not null,
  body text not null,
  is_urgent boolean not null default false,
  state text not null,
  why text,
  said text,
  tries smallint not null default 0,
  next_at timestamp with time zone,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  text_id uuid
);
alter table message enable row level security;
alter table message force row level security;
comment on table message is 'What was told to whom on which occasion by which way: one row each, made once, kept with its text. Residents are named by id only; where a message went is kept masked. `sending` is held for some minutes: whoever dies in between leaves it to be sent again, so a message may arrive twice, under the same id.';
alter table message add constraint message_channel_kind_check CHECK ((channel_kind = ANY (ARRAY['inApp'::text, 'email'::text, 'sms'::text, 'wecom'::text, 'dingtalk'::text, 'feishu'::text])));
alter table message add constraint message_city_channel_id_fkey FOREIGN KEY (city, channel_id) REFERENCES channel(city, id);
alter table message add constraint message_city_text_id_fkey FOREIGN KEY (city, text_id) REFERENCES message_text(city, id);
alter table message add constraint message_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])));
alter table message add constraint message_leaves_by_a_channel CHECK (((channel_kind = 'inApp'::text) = (channel_id IS NULL)));
alter table message add constraint message_pkey PRIMARY KEY (city, id);
alter table message add constraint message_recipient_kind_check CHECK ((recipient_kind = ANY (ARRAY['account'::text, 'organization'::text, 'person'::text, 'place'::text, 'trial'::text])));
alter table message add constraint message_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text])));
alter table message add constraint message_told_once UNIQUE (city, subject_id, occasion, window_key, channel_kind, recipient_id);
alter table message add constraint message_under_way_is_due CHECK (((state = ANY (ARRAY['waiting'::text, 'sending'::text])) = (next_at IS NOT NULL)));
CREATE INDEX message_due ON public.message USING btree (city, next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
CREATE INDEX message_newest ON public.message USING btree (city, created_at DESC, id DESC);
CREATE INDEX message_to ON public.message USING btree (city, recipient_id, created_at DESC);
create policy message_moved on message for update to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((recipient_kind <> 'person'::text) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR ((recipient_kind = 'person'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))))));
create policy message_of_party on message for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (((recipient_kind = 'account'::text) AND ((recipient_id)::text = current_setting('app.actor'::text, true))) OR ((recipient_kind = 'organization'::text) AND (current_setting('app.organization'::text, true) <> ''::text) AND ((recipient_id)::text = current_setting('app.organization'::text, true))))));
create policy message_seen on message for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((recipient_kind <> 'person'::text) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR ((recipient_kind = 'person'::text) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((recipient_kind = 'account'::text) AND ((recipient_id)::text = current_setting('app.actor'::text, true))))));
create policy message_written on message for insert to sanshe_app
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on message to sanshe_app;
grant select on message to sanshe_party;

create table message_text (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  occasion text not null,
  version integer not null,
  zh_title text,
  zh_body text,
  en_title text,
  en_body text,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
alter table message_text enable row level security;
alter table message_text force row level security;
comment on table message_text is 'The words of a message as a city or a banner has them, one row a version, never changed. The newest version of the nearest place counts; one without words gives back to what stands above it, in the end to the standing text.';
alter table message_text add constraint message_text_city_division_code_fkey FOREIGN KEY (city, division_code) REFERENCES division(city, code);
alter table message_text add constraint message_text_of_city_or_banner CHECK ((length(division_code) = ANY (ARRAY[4, 6])));
alter table message_text add constraint message_text_once_a_version UNIQUE (city, division_code, occasion, version);
alter table message_text add constraint message_text_pkey PRIMARY KEY (city, id);
alter table message_text add constraint message_text_version_check CHECK ((version > 0));
alter table message_text add constraint message_text_whole CHECK ((num_nulls(zh_title, zh_body, en_title, en_body) = ANY (ARRAY[0, 4])));
create policy message_text_seen on message_text for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true)])))));
create policy message_text_written on message_text for insert to sanshe_app
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select on message_text to sanshe_app;

create table migration (
  name text not null,
  is_breaking boolean not null,
  applied_at timestamp with time zone not null default now()
);
comment on table migration is 'Which migrations this database has.';
alter table migration add constraint migration_pkey PRIMARY KEY (name);

create table need (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  person_id uuid,
  category text not null,
  item text not null,
  description text not null default ''::text,
  urgency smallint not null,
  quantity integer not null default 1,
  wished_time text,
  slots text[],
  language text,
  qualification text,
  status text not null default 'open'::text,
  heard_on date not null,
  verified_on date,
  verified_by uuid,
  closed_on date,
  close_code text,
  close_reason text,
  merged_into uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  worker_sex text,
  same_worker text,
  reference text not null default need_reference(),
  split_from uuid
);
alter table need enable row level security;
alter table need force row level security;
comment on table need is 'One need of one person (or, without person_id, of an area). Closes only on the resident''s word or a recorded reason. urgency 1 to 3, 3 is most urgent.';
alter table need add constraint need_check CHECK ((("left"(division_code, 4) = city) AND (length(division_code) = 12)));
alter table need add constraint need_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table need add constraint need_close_code_check CHECK ((close_code = ANY (ARRAY['noResource'::text, 'notEligible'::text, 'outsideRemit'::text, 'moved'::text, 'died'::text, 'unreachable'::text, 'solvedOtherwise'::text, 'noLongerWanted'::text, 'mistake'::text])));
alter table need add constraint need_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'mn'::text])));
alter table need add constraint need_merged_names_the_other CHECK (((status = 'merged'::text) = (merged_into IS NOT NULL)));
alter table need add constraint need_met_has_a_day CHECK (((status = ANY (ARRAY['met'::text, 'unmetWithReason'::text, 'withdrawn'::text])) = (closed_on IS NOT NULL)));
alter table need add constraint need_pkey PRIMARY KEY (city, id);
alter table need add constraint need_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000)));
alter table need add constraint need_reference_once UNIQUE (city, reference);
alter table need add constraint need_same_worker_check CHECK ((same_worker = ANY (ARRAY['only'::text, 'wished'::text])));
alter table need add constraint need_split_from_fkey FOREIGN KEY (city, split_from) REFERENCES need(city, id);
alter table need add constraint need_status_check CHECK ((status = ANY (ARRAY['open'::text, 'matched'::text, 'inService'::text, 'met'::text, 'unmetWithReason'::text, 'withdrawn'::text, 'merged'::text])));
alter table need add constraint need_unmet_has_a_reason CHECK (((status <> 'unmetWithReason'::text) OR (close_reason IS NOT NULL)));
alter table need add constraint need_urgency_check CHECK (((urgency >= 1) AND (urgency <= 3)));
alter table need add constraint need_worker_sex_check CHECK ((worker_sex = ANY (ARRAY['female'::text, 'male'::text])));
CREATE INDEX need_by_category ON public.need USING btree (city, category, status, heard_on DESC, id DESC);
CREATE INDEX need_by_item ON public.need USING btree (city, item, status, heard_on DESC, id DESC);
CREATE INDEX need_by_status ON public.need USING btree (city, status, heard_on DESC, id DESC);
CREATE INDEX need_by_urgency ON public.need USING btree (city, urgency, status, heard_on DESC, id DESC);
CREATE INDEX need_counted_by_day ON public.need USING btree (city, heard_on) INCLUDE (division_code, status, category, item, urgency, verified_on);
CREATE INDEX need_newest ON public.need USING btree (city, heard_on DESC, id DESC);
CREATE INDEX need_of_division ON public.need USING btree (city, division_code, heard_on DESC, id DESC);
CREATE INDEX need_of_person ON public.need USING btree (person_id, city);
CREATE INDEX need_split_off ON public.need USING btree (city, split_from) WHERE (split_from IS NOT NULL);
CREATE UNIQUE INDEX need_open_once_per_item ON public.need USING btree (city, person_id, item) WHERE ((person_id IS NOT NULL) AND (status = ANY (ARRAY['open'::text, 'matched'::text, 'inService'::text])));
create policy need_counted on need for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy need_followed on need for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (reference = current_setting('app.link'::text, true))));
create policy need_moved_by_referral on need for update to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.need'::text, true))));
create policy need_of_referral on need for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.need'::text, true))));
create policy need_own on need for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((person_id)::text = current_setting('app.person'::text, true))));
create policy need_seen on need for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on need to sanshe_app;
grant insert, select, update on need to sanshe_party;
grant select (category, city, close_code, closed_on, division_code, heard_on, id, item, person_id, status, urgency, verified_on) on need to sanshe_reader;

create table need_count (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  status text not null,
  is_verified boolean not null,
  category text not null,
  item text not null,
  urgency smallint not null,
  amount integer not null,
  heard_month date not null
);
alter table need_count enable row level security;
alter table need_count force row level security;
comment on table need_count is 'How many needs stand where, as additions and removals written with every change of a need: their sum is the exact total of a list, without counting a million rows. A job adds up what is old; a check compares with the needs themselves.';
alter table need_count add constraint need_count_pkey PRIMARY KEY (city, id);
CREATE INDEX need_count_cell ON public.need_count USING btree (city, division_code, heard_month, status) INCLUDE (category, item, urgency, is_verified, amount);
create policy need_count_seen on need_count for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
create policy need_count_written on need_count for insert to sanshe_party
  with check ((city = current_setting('app.city'::text, true)));
grant delete, insert, select on need_count to sanshe_app;
grant insert on need_count to sanshe_party;

create table not_yet (
  city text not null default current_setting('app.city'::text),
  run_id uuid not null,
  need_id uuid not null,
  division_code text collate "C" not null,
  reason text not null,
  units integer not null default 1,
  points integer not null default 0,
  details jsonb not null,
  is_current boolean not null default true,
  waits_for text generated always as ( CASE WHEN (reason = 'waiting'::text) THEN (details #>> '{reason,for}'::text[]) ELSE NULL::text END) stored
);
alter table not_yet enable row level security;
alter table not_yet force row level security;
comment on table not_yet is 'Every need that a run left unmatched, with its reason and its cheapest cure.';
alter table not_yet add constraint not_yet_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table not_yet add constraint not_yet_city_run_id_fkey FOREIGN KEY (city, run_id) REFERENCES match_run(city, id);
alter table not_yet add constraint not_yet_pkey PRIMARY KEY (city, run_id, need_id);
alter table not_yet add constraint not_yet_reason_check CHECK ((reason = ANY (ARRAY['waiting'::text, 'noneEligible'::text, 'eligibleButFull'::text, 'outbid'::text])));
CREATE INDEX not_yet_current ON public.not_yet USING btree (city, division_code, points DESC, need_id) WHERE is_current;
CREATE INDEX not_yet_of_need ON public.not_yet USING btree (city, need_id) WHERE is_current;
CREATE INDEX not_yet_of_run ON public.not_yet USING btree (city, run_id, division_code, points DESC, need_id);
create policy not_yet_counted on not_yet for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy not_yet_seen on not_yet for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on not_yet to sanshe_app;
grant select (city, division_code, is_current, need_id, run_id, units, waits_for) on not_yet to sanshe_reader;

create table notice (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_id uuid not null,
  noted_at timestamp with time zone not null default clock_timestamp()
);
alter table notice enable row level security;
alter table notice force row level security;
comment on table notice is 'What an earlier area tells a later one, in the transaction that caused it. Jobs read and remove; live updates carry its kind and id only.';
alter table notice add constraint notice_pkey PRIMARY KEY (city, kind, id);
create policy notice_read on notice for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))));
create policy notice_removed on notice for delete to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))));
create policy notice_written on notice for insert to sanshe_app, sanshe_party
  with check ((city = current_setting('app.city'::text, true)));
grant delete, insert, select on notice to sanshe_app;
grant insert on notice to sanshe_party;

create table organization (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  uscc text,
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
  status text not null default 'active'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  unit_cap integer,
  monthly_budget_fen bigint
);
alter table organization enable row level security;
alter table organization force row level security;
comment on table organization is 'A social organisation, community-filed organisation, volunteer team, department or enterprise. division_code is the level that registered or filed it.';
alter table organization add constraint organization_check CHECK (("left"(division_code, 4) = city));
alter table organization add constraint organization_filed_has_no_uscc CHECK (((kind <> 'communitySocialOrg'::text) OR (uscc IS NULL)));
alter table organization add constraint organization_kind_check CHECK ((kind = ANY (ARRAY['socialAssociation'::text, 'socialServiceOrg'::text, 'foundation'::text, 'communitySocialOrg'::text, 'volunteerOrg'::text, 'department'::text, 'enterprise'::text, 'residentsCommittee'::text, 'other'::text])));
alter table organization add constraint organization_monthly_budget_fen_check CHECK ((monthly_budget_fen >= 0));
alter table organization add constraint organization_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)));
alter table organization add constraint organization_once_per_filing UNIQUE (city, division_code, filing_no);
alter table organization add constraint organization_once_per_uscc UNIQUE (city, uscc);
alter table organization add constraint organization_pkey PRIMARY KEY (city, id);
alter table organization add constraint organization_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'ended'::text])));
alter table organization add constraint organization_unit_cap_check CHECK ((unit_cap >= 0));
alter table organization add constraint organization_uscc_check CHECK ((uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text));
CREATE INDEX organization_by_name ON public.organization USING btree (city, name);
CREATE INDEX organization_of_division ON public.organization USING btree (city, division_code, kind);
create policy organization_counted on organization for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy organization_limits on organization for update to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.organization'::text, true))));
create policy organization_own on organization for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.organization'::text, true))));
create policy organization_seen on organization for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on organization to sanshe_app;
grant select on organization to sanshe_party;
grant select on organization to sanshe_reader;
grant update (monthly_budget_fen, unit_cap, updated_at, version) on organization to sanshe_party;

create table organization_grade (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  organization_id uuid not null,
  grade smallint not null,
  granted_on date,
  valid_until date not null
);
alter table organization_grade enable row level security;
alter table organization_grade force row level security;
comment on table organization_grade is 'Grade 1A to 5A, valid to and including its last day. Grades are added, never changed.';
alter table organization_grade add constraint organization_grade_check CHECK (((granted_on IS NULL) OR (granted_on <= valid_until)));
alter table organization_grade add constraint organization_grade_city_organization_id_fkey FOREIGN KEY (city, organization_id) REFERENCES organization(city, id);
alter table organization_grade add constraint organization_grade_grade_check CHECK (((grade >= 1) AND (grade <= 5)));
alter table organization_grade add constraint organization_grade_once UNIQUE (city, organization_id, grade, valid_until);
alter table organization_grade add constraint organization_grade_pkey PRIMARY KEY (city, id);
CREATE INDEX organization_grade_of ON public.organization_grade USING btree (city, organization_id, valid_until);
create policy organization_grade_counted on organization_grade for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy organization_grade_own on organization_grade for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy organization_grade_seen on organization_grade for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on organization_grade to sanshe_app;
grant select on organization_grade to sanshe_party;
grant select on organization_grade to sanshe_reader;

create table owner_link (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  organization_id uuid,
  resource_id uuid,
  code_hash text not null,
  given_to text not null,
  expires_on date not null,
  revoked_on date,
  used_on date,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table owner_link enable row level security;
alter table owner_link force row level security;
comment on table owner_link is 'Links by which the owner of resources keeps them without an account: all of an organisation''s, or one resource. code_hash is the SHA-256 of its code, which is made from the key each time it is shown and stored nowhere. division_code is where the organisation or the resource is.';
alter table owner_link add constraint owner_link_check CHECK (("left"(division_code, 4) = city));
alter table owner_link add constraint owner_link_city_organization_id_fkey FOREIGN KEY (city, organization_id) REFERENCES organization(city, id);
alter table owner_link add constraint owner_link_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table owner_link add constraint owner_link_code_once UNIQUE (city, code_hash);
alter table owner_link add constraint owner_link_given_to_check CHECK (((length(given_to) >= 1) AND (length(given_to) <= 50)));
alter table owner_link add constraint owner_link_of_one CHECK (((organization_id IS NULL) <> (resource_id IS NULL)));
alter table owner_link add constraint owner_link_pkey PRIMARY KEY (city, id);
CREATE UNIQUE INDEX owner_link_once_of_organization ON public.owner_link USING btree (city, organization_id) WHERE (revoked_on IS NULL);
CREATE UNIQUE INDEX owner_link_once_of_resource ON public.owner_link USING btree (city, resource_id) WHERE (revoked_on IS NULL);
create policy owner_link_held on owner_link for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (code_hash = current_setting('app.link'::text, true))));
create policy owner_link_kept on owner_link for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select on owner_link to sanshe_app;
grant select on owner_link to sanshe_party;
grant update (revoked_on) on owner_link to sanshe_app;
grant update (used_on) on owner_link to sanshe_party;

create table participation (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  station_name text not null,
  since_on date not null,
  until_on date
);
alter table participation enable row level security;
alter table participation force row level security;
comment on table participation is 'A community that takes part in the linkage, with its workstation (三社联动工作站), from a day to a day. Figure F1 counts these.';
alter table participation add constraint participation_check CHECK (((until_on IS NULL) OR (until_on >= since_on)));
alter table participation add constraint participation_pkey PRIMARY KEY (city, id);
CREATE INDEX participation_of_division ON public.participation USING btree (city, division_code, since_on);
create policy participation_counted on participation for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy participation_seen on participation for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select, update on participation to sanshe_app;
grant select on participation to sanshe_reader;

create table password_kept (
  city text not null default current_setting('app.city'::text),
  account_id uuid not null,
  set_at timestamp with time zone not null,
  password_hash text not null
);
alter table password_kept enable row level security;
alter table password_kept force row level security;
comment on table password_kept is 'The last few passwords of an account before the present one, as digests, so that none of them comes back (SANSHE_PASSWORDS_KEPT). Only the door reads them.';
alter table password_kept add constraint password_kept_city_account_id_fkey FOREIGN KEY (city, account_id) REFERENCES account(city, id);
alter table password_kept add constraint password_kept_pkey PRIMARY KEY (city, account_id, set_at);
create policy password_kept_at_the_door on password_kept for all to sanshe_door
  using ((city = current_setting('app.city'::text, true)));
grant delete, insert, select on password_kept to sanshe_door;

create table person (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  full_name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  other_names text[] not null default '{}'::text[],
  sex text not null default 'unknown'::text,
  birth_date date,
  id_type text not null default 'none'::text,
  id_sealed bytea,
  id_index bytea,
  ethnicity text,
  preferred_language text not null default 'zh'::text,
  address text,
  household_id uuid,
  merged_into uuid,
  died_on date,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  taken_back_on date,
  masked_name text generated always as (("left"(full_name, 1) || '**'::text)) stored
);
alter table person enable row level security;
alter table person force row level security;
comment on table person is 'A resident. One name in one field (never split); the identity number sealed, found by blind index. merged_into points to the person that this one turned out to be.';
alter table person add constraint person_check CHECK (("left"(division_code, 4) = city));
alter table person add constraint person_check1 CHECK (((id_sealed IS NULL) = (id_index IS NULL)));
alter table person add constraint person_city_household_id_fkey FOREIGN KEY (city, household_id) REFERENCES household(city, id);
alter table person add constraint person_full_name_check CHECK (((length(full_name) >= 1) AND (length(full_name) <= 50)));
alter table person add constraint person_id_type_check CHECK ((id_type = ANY (ARRAY['residentId'::text, 'hmtResidencePermit'::text, 'foreignPermanentResident'::text, 'passport'::text, 'householdBooklet'::text, 'birthCertificate'::text, 'none'::text])));
alter table person add constraint person_once_per_resident_id UNIQUE (city, id_index);
alter table person add constraint person_pkey PRIMARY KEY (city, id);
alter table person add constraint person_preferred_language_check CHECK ((preferred_language = ANY (ARRAY['zh'::text, 'mn'::text, 'any'::text])));
alter table person add constraint person_sex_check CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text, 'unknown'::text])));
CREATE INDEX person_merged ON public.person USING btree (city, id) INCLUDE (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX person_of_division ON public.person USING btree (city, division_code, id);
CREATE INDEX person_of_household ON public.person USING btree (household_id, city);
create policy person_counted on person for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy person_merged_counted on person for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (merged_into IS NOT NULL) AND (current_setting('app.figures_lo'::text, true) <> ''::text)));
create policy person_seen on person for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
create policy person_self on person for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.person'::text, true))));
grant insert, select, update on person to sanshe_app;
grant select (birth_date, city, division_code, id, masked_name, merged_into, sex) on person to sanshe_reader;
grant select on person to sanshe_party;
CREATE TRIGGER person_compared_when_changed AFTER UPDATE OF division_code, full_name, other_names, sex, birth_date, id_index, address, merged_into, taken_back_on ON public.person FOR EACH ROW WHEN ((((((((((new.division_code IS DISTINCT FROM old.division_code) OR (new.full_name IS DISTINCT FROM old.full_name)) OR (new.other_names IS DISTINCT FROM old.other_names)) OR (new.sex IS DISTINCT FROM old.sex)) OR (new.birth_date IS DISTINCT FROM old.birth_date)) OR (new.id_index IS DISTINCT FROM old.id_index)) OR (new.address IS DISTINCT FROM old.address)) OR (new.merged_into IS DISTINCT FROM old.merged_into)) OR (new.taken_back_on IS DISTINCT FROM old.taken_back_on))) EXECUTE FUNCTION person_changed_to_compare();
CREATE TRIGGER person_compared_when_new AFTER INSERT ON public.person REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION person_new_to_compare();
CREATE TRIGGER person_merged_counts AFTER INSERT ON public.person FOR EACH ROW WHEN ((new.merged_into IS NOT NULL)) EXECUTE FUNCTION figure_person_goes_stale();
CREATE TRIGGER person_merged_counts_anew AFTER UPDATE OF merged_into ON public.person FOR EACH ROW WHEN ((new.merged_into IS DISTINCT FROM old.merged_into)) EXECUTE FUNCTION figure_person_goes_stale();

create table person_to_compare (
  city text not null default current_setting('app.city'::text),
  person_id uuid not null,
  marked_by xid8 not null default pg_current_xact_id()
);
alter table person_to_compare enable row level security;
alter table person_to_compare force row level security;
comment on table person_to_compare is 'People whose evidence is new or has changed since the nightly search for possible duplicates compared them. Marked by triggers, taken away in the transaction that writes what was found.';
alter table person_to_compare add constraint person_to_compare_pkey PRIMARY KEY (city, person_id, marked_by);
create policy person_to_compare_of_jobs on person_to_compare for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.lo'::text, true) = current_setting('app.city'::text, true))))
  with check ((city = current_setting('app.city'::text, true)));
grant delete, insert, select on person_to_compare to sanshe_app;

create table proposal (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  run_id uuid not null,
  need_id uuid not null,
  resource_id uuid not null,
  units integer not null,
  points integer not null default 0,
  why jsonb not null,
  next_best jsonb not null default '[]'::jsonb,
  status text not null default 'proposed'::text,
  is_current boolean not null default true,
  decided_by uuid,
  decided_at timestamp with time zone
);
alter table proposal enable row level security;
alter table proposal force row level security;
comment on table proposal is 'One pair that a run proposes, with why and the next best. Nobody is contacted before a person has accepted it. is_current: of the last run over its community; points: the need''s priority in that run.';
alter table proposal add constraint proposal_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table proposal add constraint proposal_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table proposal add constraint proposal_city_run_id_fkey FOREIGN KEY (city, run_id) REFERENCES match_run(city, id);
alter table proposal add constraint proposal_once_per_run UNIQUE (city, run_id, need_id, resource_id);
alter table proposal add constraint proposal_pkey PRIMARY KEY (city, id);
alter table proposal add constraint proposal_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'accepted'::text, 'vetoed'::text, 'superseded'::text])));
alter table proposal add constraint proposal_units_check CHECK ((units > 0));
CREATE INDEX proposal_current ON public.proposal USING btree (city, division_code, points DESC, id) WHERE is_current;
CREATE INDEX proposal_holds ON public.proposal USING btree (city, resource_id) WHERE (is_current AND (status = 'proposed'::text));
CREATE INDEX proposal_of_need ON public.proposal USING btree (city, need_id);
CREATE INDEX proposal_of_run ON public.proposal USING btree (city, run_id, division_code, points DESC, id);
create policy proposal_counted on proposal for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy proposal_seen on proposal for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on proposal to sanshe_app;
grant select (city, division_code, id, is_current, need_id, run_id, status, units) on proposal to sanshe_reader;

create table questionnaire (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  title text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
alter table questionnaire enable row level security;
alter table questionnaire force row level security;
comment on table questionnaire is 'A questionnaire by its newest version. It is kept by the division that made it, and used by those below.';
alter table questionnaire add constraint questionnaire_check CHECK (("left"(division_code, 4) = city));
alter table questionnaire add constraint questionnaire_pkey PRIMARY KEY (city, id);
alter table questionnaire add constraint questionnaire_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)));
alter table questionnaire add constraint questionnaire_version_check CHECK ((version >= 1));
CREATE INDEX questionnaire_of_division ON public.questionnaire USING btree (city, division_code);
create policy questionnaire_changed_here on questionnaire as restrictive for update to sanshe_app
  using (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy questionnaire_made_here on questionnaire as restrictive for insert to sanshe_app
  with check (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy questionnaire_opened on questionnaire for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.questionnaire'::text, true))));
create policy questionnaire_seen on questionnaire for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select on questionnaire to sanshe_app;
grant select on questionnaire to sanshe_party;
grant update (title, updated_at, version) on questionnaire to sanshe_app;

create table questionnaire_bindings (
  city text not null default current_setting('app.city'::text),
  questionnaire_id uuid not null,
  version integer not null,
  revision integer not null,
  division_code text collate "C" not null,
  bindings jsonb not null,
  dropped jsonb not null default '[]'::jsonb,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table questionnaire_bindings enable row level security;
alter table questionnaire_bindings force row level security;
comment on table questionnaire_bindings is 'Which answers of a version of a questionnaire are which needs, and how urgent. The newest revision holds. dropped: what of the version before could not be carried over, and why.';
alter table questionnaire_bindings add constraint questionnaire_bindings_city_questionnaire_id_version_fkey FOREIGN KEY (city, questionnaire_id, version) REFERENCES questionnaire_version(city, questionnaire_id, version);
alter table questionnaire_bindings add constraint questionnaire_bindings_pkey PRIMARY KEY (city, questionnaire_id, version, revision);
alter table questionnaire_bindings add constraint questionnaire_bindings_revision_check CHECK ((revision >= 1));
create policy questionnaire_bindings_made_here on questionnaire_bindings as restrictive for insert to sanshe_app
  with check (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy questionnaire_bindings_seen on questionnaire_bindings for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select on questionnaire_bindings to sanshe_app;

create table questionnaire_draft (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  questionnaire_id uuid,
  from_questionnaire_id uuid,
  from_version integer,
  title text not null,
  questions integer not null,
  form jsonb not null,
  revision integer not null default 1,
  saved_by uuid not null,
  saved_by_name text not null,
  saved_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  ended text,
  published_id uuid,
  published_version integer
);
alter table questionnaire_draft enable row level security;
alter table questionnaire_draft force row level security;
comment on table questionnaire_draft is 'A questionnaire while it is being made by hand. questionnaire_id: it is to be the next version of that one; from_…: what it began with. revision counts the savings, so that of two who save the second is told. A draft that is published or given up stays, and is no longer changed.';
alter table questionnaire_draft add constraint questionnaire_draft_check CHECK (("left"(division_code, 4) = city));
alter table questionnaire_draft add constraint questionnaire_draft_city_from_questionnaire_id_from_versio_fkey FOREIGN KEY (city, from_questionnaire_id, from_version) REFERENCES questionnaire_version(city, questionnaire_id, version);
alter table questionnaire_draft add constraint questionnaire_draft_city_published_id_published_version_fkey FOREIGN KEY (city, published_id, published_version) REFERENCES questionnaire_version(city, questionnaire_id, version);
alter table questionnaire_draft add constraint questionnaire_draft_city_questionnaire_id_fkey FOREIGN KEY (city, questionnaire_id) REFERENCES questionnaire(city, id);
alter table questionnaire_draft add constraint questionnaire_draft_ended_check CHECK ((ended = ANY (ARRAY['published'::text, 'dropped'::text])));
alter table questionnaire_draft add constraint questionnaire_draft_pkey PRIMARY KEY (city, id);
alter table questionnaire_draft add constraint questionnaire_draft_published_as CHECK (((COALESCE(ended, ''::text) = 'published'::text) = (published_id IS NOT NULL)));
alter table questionnaire_draft add constraint questionnaire_draft_questions_check CHECK ((questions >= 0));
alter table questionnaire_draft add constraint questionnaire_draft_revision_check CHECK ((revision >= 1));
alter table questionnaire_draft add constraint questionnaire_draft_title_check CHECK ((length(title) <= 200));
CREATE INDEX questionnaire_draft_open ON public.questionnaire_draft USING btree (city, saved_at DESC) WHERE (ended IS NULL);
CREATE UNIQUE INDEX questionnaire_draft_one_each ON public.questionnaire_draft USING btree (city, questionnaire_id) WHERE (ended IS NULL);
create policy questionnaire_draft_seen on questionnaire_draft for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select on questionnaire_draft to sanshe_app;
grant update (ended, form, published_id, published_version, questions, revision, saved_at, saved_by, saved_by_name, title) on questionnaire_draft to sanshe_app;

create table questionnaire_link (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  questionnaire_id uuid not null,
  code_hash text not null,
  place text not null,
  expires_on date not null,
  most_answers integer not null,
  answers integer not null default 0,
  closed_on date,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  round_id uuid,
  round_member_id uuid,
  version integer,
  picture_bytes bigint not null default 0
);
alter table questionnaire_link enable row level security;
alter table questionnaire_link force row level security;
comment on table questionnaire_link is 'A link by which a questionnaire is answered without an account. code_hash is the SHA-256 of its code, which is made from the key each time it is shown and stored nowhere. answers counts how many came by it.';
alter table questionnaire_link add constraint questionnaire_link_check CHECK (("left"(division_code, 4) = city));
alter table questionnaire_link add constraint questionnaire_link_city_questionnaire_id_fkey FOREIGN KEY (city, questionnaire_id) REFERENCES questionnaire(city, id);
alter table questionnaire_link add constraint questionnaire_link_code_once UNIQUE (city, code_hash);
alter table questionnaire_link add constraint questionnaire_link_most_answers_check CHECK (((most_answers >= 1) AND (most_answers <= 100000)));
alter table questionnaire_link add constraint questionnaire_link_not_beyond CHECK (((answers >= 0) AND (answers <= most_answers)));
alter table questionnaire_link add constraint questionnaire_link_of_member_once UNIQUE (city, round_member_id);
alter table questionnaire_link add constraint questionnaire_link_of_round_has_version CHECK ((((round_id IS NULL) = (version IS NULL)) AND ((round_member_id IS NULL) OR ((round_id IS NOT NULL) AND (most_answers = 1)))));
alter table questionnaire_link add constraint questionnaire_link_pkey PRIMARY KEY (city, id);
alter table questionnaire_link add constraint questionnaire_link_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100)));
alter table questionnaire_link add constraint questionnaire_link_round_fkey FOREIGN KEY (city, round_id) REFERENCES survey_round(city, id);
alter table questionnaire_link add constraint questionnaire_link_round_member_fkey FOREIGN KEY (city, round_member_id) REFERENCES round_member(city, id);
alter table questionnaire_link add constraint questionnaire_link_version_fkey FOREIGN KEY (city, questionnaire_id, version) REFERENCES questionnaire_version(city, questionnaire_id, version);
CREATE INDEX questionnaire_link_of_questionnaire ON public.questionnaire_link USING btree (city, questionnaire_id, made_at DESC);
CREATE INDEX questionnaire_link_of_round ON public.questionnaire_link USING btree (city, round_id) WHERE (round_id IS NOT NULL);
create policy questionnaire_link_held on questionnaire_link for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (code_hash = current_setting('app.link'::text, true))));
create policy questionnaire_link_seen on questionnaire_link for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
grant insert, select on questionnaire_link to sanshe_app;
grant select on questionnaire_link to sanshe_party;
grant update (answers, picture_bytes) on questionnaire_link to sanshe_party;
grant update (closed_on, expires_on, version) on questionnaire_link to sanshe_app;

create table questionnaire_version (
  city text not null default current_setting('app.city'::text),
  questionnaire_id uuid not null,
  version integer not null,
  division_code text collate "C" not null,
  form jsonb not null,
  issues jsonb not null,
  questions integer not null,
  languages text[] not null,
  file_name text not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null
);
alter table questionnaire_version enable row level security;
alter table questionnaire_version force row level security;
comment on table questionnaire_version is 'One version of a questionnaire: its questions, and what of the uploaded form was not understood, by sheet and row. Never changed.';
alter table questionnaire_version add constraint questionnaire_version_city_questionnaire_id_fkey FOREIGN KEY (city, questionnaire_id) REFERENCES questionnaire(city, id);
alter table questionnaire_version add constraint questionnaire_version_pkey PRIMARY KEY (city, questionnaire_id, version);
alter table questionnaire_version add constraint questionnaire_version_questions_check CHECK ((questions >= 0));
alter table questionnaire_version add constraint questionnaire_version_version_check CHECK ((version >= 1));
create policy questionnaire_version_made_here on questionnaire_version as restrictive for insert to sanshe_app
  with check (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy questionnaire_version_opened on questionnaire_version for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((questionnaire_id)::text = current_setting('app.questionnaire'::text, true))));
create policy questionnaire_version_seen on questionnaire_version for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select on questionnaire_version to sanshe_app;
grant select on questionnaire_version to sanshe_party;

create table referral (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  need_id uuid not null,
  resource_id uuid not null,
  proposal_id uuid,
  organization_id uuid,
  person_id uuid,
  item text not null,
  units integer not null default 1,
  provider_name text not null,
  status text not null default 'offered'::text,
  due_on date,
  decline_code text,
  decline_words text,
  recipient_sealed bytea,
  recipient_birth_date date,
  recipient_name text,
  recipient_address text,
  recipient_phone_sealed bytea,
  language text not null default 'zh'::text,
  consent_basis text,
  consent_how text,
  consent_on date,
  community_name text not null default ''::text,
  offered_by uuid not null,
  worker_name text not null default ''::text,
  offered_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  scheduled_for date,
  scheduled_words text,
  scheduled_at timestamp with time zone,
  contact_name text,
  contact_phone_sealed bytea,
  delivered_on date,
  delivered_at timestamp with time zone,
  result text,
  result_words text,
  confirm_hash text,
  confirm_issue smallint not null default 0,
  confirm_until timestamp with time zone,
  helped boolean,
  rating smallint,
  resident_words text,
  confirmed_via text,
  confirmed_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_reason text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  urgency smallint,
  need_words text,
  wished_time text,
  refusal_code text,
  refusal_words text,
  scheduled_from time without time zone,
  scheduled_until time without time zone,
  clock jsonb,
  partner_hash text,
  partner_issue smallint not null default 0,
  partner_until timestamp with time zone,
  partner_by uuid,
  partner_by_name text,
  partner_opened_at timestamp with time zone,
  proposed_for date,
  proposed_from time without time zone,
  proposed_until time without time zone,
  proposed_words text,
  proposed_name text,
  proposed_phone_sealed bytea,
  proposed_at timestamp with time zone,
  proposed_by text,
  proposal_answer text,
  visitor_name text,
  delivered_units integer,
  confirmation_asked_on date,
  delivered_from time without time zone,
  delivered_until time without time zone
);
alter table referral enable row level security;
alter table referral force row level security;
comment on table referral is 'A need handed to the holder of a resource. recipient_sealed waits, unreadable without the key, for the receiver''s yes; recipient_name, _address and _phone_sealed are what was then disclosed under the resident''s consent; recipient_birth_date is shown to nobody and gives the attendance its age group, whoever records it. confirm_hash is the SHA-256 of the code on the resident''s slip; the code itself is nowhere. consent_* is on what ground, how and when the passing on to this very receiver was agreed (PIPL 23). contact_* is whom the resident may call.';
alter table referral add constraint referral_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table referral add constraint referral_city_resource_id_fkey FOREIGN KEY (city, resource_id) REFERENCES resource(city, id);
alter table referral add constraint referral_closed_says_why CHECK (((status <> ALL (ARRAY['failed'::text, 'withdrawn'::text])) OR (closed_reason IS NOT NULL) OR ((status = 'failed'::text) AND (decline_code IS NOT NULL))));
alter table referral add constraint referral_codes_differ CHECK (((partner_hash IS NULL) OR (confirm_hash IS NULL) OR (partner_hash <> confirm_hash)));
alter table referral add constraint referral_confirm_code_once UNIQUE (city, confirm_hash);
alter table referral add constraint referral_confirmed_by_someone CHECK (((status <> 'confirmed'::text) OR ((confirmed_via IS NOT NULL) AND (helped IS NOT NULL))));
alter table referral add constraint referral_confirmed_via_check CHECK ((confirmed_via = ANY (ARRAY['link'::text, 'account'::text, 'worker'::text])));
alter table referral add constraint referral_consent_basis_check CHECK ((consent_basis = ANY (ARRAY['consent'::text, 'guardianConsent'::text, 'statutoryDuty'::text])));
alter table referral add constraint referral_decline_code_check CHECK ((decline_code = ANY (ARRAY['full'::text, 'outsideReach'::text, 'notQualified'::text, 'cannotReachPerson'::text, 'unsafe'::text, 'other'::text])));
alter table referral add constraint referral_declined_says_why CHECK (((status <> 'declined'::text) OR (decline_code IS NOT NULL)));
alter table referral add constraint referral_delivered_hours_in_order CHECK (((delivered_from IS NULL) OR (delivered_until IS NULL) OR (delivered_from < delivered_until)));
alter table referral add constraint referral_delivered_units_check CHECK ((delivered_units > 0));
alter table referral add constraint referral_hours_of_a_day CHECK ((((scheduled_from IS NULL) = (scheduled_until IS NULL)) AND (scheduled_from < scheduled_until)));
alter table referral add constraint referral_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'mn'::text])));
alter table referral add constraint referral_of_a_person_has_a_basis CHECK (((person_id IS NULL) OR (consent_basis IS NOT NULL)));
alter table referral add constraint referral_partner_code_ends CHECK ((((partner_hash IS NULL) = (partner_until IS NULL)) AND ((partner_hash IS NULL) OR (partner_by IS NOT NULL))));
alter table referral add constraint referral_partner_code_once UNIQUE (city, partner_hash);
alter table referral add constraint referral_pkey PRIMARY KEY (city, id);
alter table referral add constraint referral_proposed_by_someone CHECK (((proposed_for IS NULL) OR ((proposed_at IS NOT NULL) AND (proposed_by IS NOT NULL))));
alter table referral add constraint referral_proposed_hours CHECK ((((proposed_from IS NULL) = (proposed_until IS NULL)) AND (proposed_from < proposed_until)));
alter table referral add constraint referral_rating_check CHECK (((rating >= 1) AND (rating <= 5)));
alter table referral add constraint referral_refusal_code_check CHECK ((refusal_code = ANY (ARRAY['noLongerNeeded'::text, 'wantsAnother'::text, 'noStrangers'::text, 'timeDoesNotSuit'::text, 'costs'::text, 'familyHelps'::text, 'notSaid'::text, 'other'::text])));
alter table referral add constraint referral_refused_says_why CHECK (((status = 'refused'::text) = (refusal_code IS NOT NULL)));
alter table referral add constraint referral_result_check CHECK ((result = ANY (ARRAY['full'::text, 'partly'::text])));
alter table referral add constraint referral_scheduled_has_its_day CHECK (((status <> 'scheduled'::text) OR (scheduled_for IS NOT NULL)));
alter table referral add constraint referral_sealed_while_offered CHECK (((recipient_sealed IS NULL) OR (status = 'offered'::text)));
alter table referral add constraint referral_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'accepted'::text, 'scheduled'::text, 'delivered'::text, 'confirmed'::text, 'declined'::text, 'refused'::text, 'failed'::text, 'withdrawn'::text])));
alter table referral add constraint referral_under_way_has_a_day CHECK (((status <> ALL (ARRAY['offered'::text, 'accepted'::text, 'scheduled'::text, 'delivered'::text])) OR (due_on IS NOT NULL)));
alter table referral add constraint referral_units_check CHECK ((units > 0));
alter table referral add constraint referral_urgency_check CHECK (((urgency >= 1) AND (urgency <= 3)));
CREATE INDEX referral_by_due ON public.referral USING btree (city, due_on, id) WHERE (status = ANY (ARRAY['offered'::text, 'accepted'::text, 'scheduled'::text, 'delivered'::text]));
CREATE INDEX referral_declined ON public.referral USING btree (city, closed_at) WHERE (decline_code IS NOT NULL);
CREATE INDEX referral_newest ON public.referral USING btree (city, offered_at DESC, id DESC);
CREATE INDEX referral_not_helped ON public.referral USING btree (city, closed_at) WHERE ((status = 'confirmed'::text) AND (NOT helped));
CREATE INDEX referral_of_division ON public.referral USING btree (city, division_code, status, offered_at DESC);
CREATE INDEX referral_of_need ON public.referral USING btree (city, need_id);
CREATE INDEX referral_of_organization ON public.referral USING btree (city, organization_id, status);
CREATE INDEX referral_of_person ON public.referral USING btree (city, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX referral_of_proposal ON public.referral USING btree (city, proposal_id) WHERE (proposal_id IS NOT NULL);
CREATE INDEX referral_of_resource ON public.referral USING btree (city, resource_id, status);
CREATE INDEX referral_refused ON public.referral USING btree (city, closed_at) WHERE (status = 'refused'::text);
CREATE UNIQUE INDEX referral_open_once ON public.referral USING btree (city, need_id, resource_id) WHERE (status = ANY (ARRAY['offered'::text, 'accepted'::text, 'scheduled'::text, 'delivered'::text]));
create policy referral_counted on referral for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy referral_of_opened_need on referral for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((need_id)::text = current_setting('app.need'::text, true))));
create policy referral_of_party on referral for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (((organization_id IS NOT NULL) AND ((organization_id)::text = current_setting('app.organization'::text, true))) OR ((person_id IS NOT NULL) AND ((person_id)::text = current_setting('app.person'::text, true))) OR ((confirm_hash IS NOT NULL) AND (confirm_hash = current_setting('app.link'::text, true))) OR ((partner_hash IS NOT NULL) AND (partner_hash = current_setting('app.link'::text, true))))));
create policy referral_seen on referral for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select, update on referral to sanshe_app;
grant select (answered_at, city, closed_at, confirmed_at, delivered_on, division_code, helped, id, item, need_id, offered_at, organization_id, person_id, resource_id, status, units) on referral to sanshe_reader;
grant select, update on referral to sanshe_party;

create table referral_clock (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  version integer not null,
  from_on date not null,
  clocks jsonb,
  why text not null,
  made_by uuid not null,
  made_name text not null,
  made_at timestamp with time zone not null
);
alter table referral_clock enable row level security;
alter table referral_clock force row level security;
comment on table referral_clock is 'Each version of a table of clocks, of the city or of a banner, from which day on and why; clocks null: the banner goes by the city''s again. Never changed, only followed by the next. The city''s first version is the published one and stands in the code (referrals/core/clock.ts).';
alter table referral_clock add constraint referral_clock_division_code_check CHECK ((length(division_code) = ANY (ARRAY[4, 6])));
alter table referral_clock add constraint referral_clock_pkey PRIMARY KEY (city, id);
alter table referral_clock add constraint referral_clock_version_check CHECK ((version > 0));
alter table referral_clock add constraint referral_clock_version_once UNIQUE (city, division_code, version);
create policy referral_clock_made on referral_clock for insert to sanshe_app
  with check (((city = current_setting('app.city'::text, true)) AND (division_code = current_setting('app.own_lo'::text, true))));
create policy referral_clock_of_party on referral_clock for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true)]))));
create policy referral_clock_seen on referral_clock for select to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true)])))));
grant insert, select on referral_clock to sanshe_app;
grant select on referral_clock to sanshe_party;

create table resource (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  home_code text collate "C" not null,
  organization_id uuid,
  provider_name text not null,
  provider_kind text not null,
  kind text not null,
  items text[] not null,
  description text not null default ''::text,
  reach_codes text[] not null default '{}'::text[],
  reach_km integer,
  slots text[],
  slot_words text,
  qualifications text[] not null default '{}'::text[],
  languages text[] not null default '{zh}'::text[],
  unit_cost_fen bigint not null default 0,
  contact_name text,
  phone_sealed bytea,
  valid_from date,
  valid_until date,
  status text not null default 'active'::text,
  import_id uuid,
  import_place text,
  typed jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  worker_sexes text[] not null default '{}'::text[],
  weekly_cap integer,
  also_takes_id uuid,
  also_takes_units integer not null default 1,
  takes_along boolean not null generated always as ((also_takes_id IS NOT NULL)) stored,
  taken_takes_along boolean generated always as ( CASE WHEN (also_takes_id IS NOT NULL) THEN false ELSE NULL::boolean END) stored,
  one_at_a_time boolean not null default false,
  closed_days text[] not null default '{}'::text[],
  alive_on date
);
alter table resource enable row level security;
alter table resource force row level security;
comment on table resource is 'People''s hours, skills, venues, goods, money, training places, jobs. division_code is the smallest division that covers its reach; home_code is where it is; reach_codes are the divisions it serves (codes with all below them).';
alter table resource add constraint resource_also_takes_units_check CHECK (((also_takes_units >= 1) AND (also_takes_units <= 1000)));
alter table resource add constraint resource_check CHECK (("left"(division_code, 4) = city));
alter table resource add constraint resource_check1 CHECK (((valid_from IS NULL) OR (valid_until IS NULL) OR (valid_from <= valid_until)));
alter table resource add constraint resource_city_id_takes_along_key UNIQUE (city, id, takes_along);
alter table resource add constraint resource_city_organization_id_fkey FOREIGN KEY (city, organization_id) REFERENCES organization(city, id);
alter table resource add constraint resource_closed_days_check CHECK ((cardinality(closed_days) <= 60));
alter table resource add constraint resource_items_check CHECK ((cardinality(items) >= 1));
alter table resource add constraint resource_kind_check CHECK ((kind = ANY (ARRAY['money'::text, 'goods'::text, 'place'::text, 'people'::text, 'skill'::text, 'trainingPlace'::text, 'job'::text, 'volunteerTime'::text, 'policy'::text])));
alter table resource add constraint resource_pkey PRIMARY KEY (city, id);
alter table resource add constraint resource_provider_kind_check CHECK ((provider_kind = ANY (ARRAY['organization'::text, 'volunteerTeam'::text, 'department'::text, 'enterprise'::text, 'individual'::text])));
alter table resource add constraint resource_provider_name_check CHECK (((length(provider_name) >= 1) AND (length(provider_name) <= 100)));
alter table resource add constraint resource_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text])));
alter table resource add constraint resource_takes_another CHECK ((also_takes_id <> id));
alter table resource add constraint resource_takes_what_takes_nothing FOREIGN KEY (city, also_takes_id, taken_takes_along) REFERENCES resource(city, id, takes_along);
alter table resource add constraint resource_unit_cost_fen_check CHECK ((unit_cost_fen >= 0));
alter table resource add constraint resource_weekly_cap_check CHECK ((weekly_cap > 0));
alter table resource add constraint resource_worker_sexes_check CHECK ((worker_sexes <@ ARRAY['female'::text, 'male'::text]));
CREATE INDEX resource_of_division ON public.resource USING btree (city, division_code, status);
CREATE INDEX resource_of_organization ON public.resource USING btree (city, organization_id) WHERE (organization_id IS NOT NULL);
CREATE INDEX resource_takes ON public.resource USING btree (city, also_takes_id) WHERE (also_takes_id IS NOT NULL);
create policy resource_based_here on resource as restrictive for insert to sanshe_app
  with check (((home_code >= current_setting('app.own_lo'::text, true)) AND (home_code < current_setting('app.own_hi'::text, true))));
create policy resource_counted on resource for select to sanshe_reader
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.figures_lo'::text, true)) AND (division_code < current_setting('app.figures_hi'::text, true))));
create policy resource_opened on resource for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.resource'::text, true))));
create policy resource_own on resource for all to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((organization_id)::text = current_setting('app.organization'::text, true))));
create policy resource_seen on resource for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check ((city = current_setting('app.city'::text, true)));
create policy resource_that_goes_along on resource for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((id)::text = current_setting('app.along'::text, true))));
create policy resource_that_is_called on resource for select to sanshe_party
  using (((city = current_setting('app.city'::text, true)) AND ((current_setting('app.link'::text, true) <> ''::text) OR (current_setting('app.person'::text, true) <> ''::text)) AND ((id)::text = current_setting('app.called'::text, true))));
grant insert, select, update on resource to sanshe_app;
grant select (city, division_code, home_code, id, items, kind, organization_id, status, valid_until) on resource to sanshe_reader;
grant select on resource to sanshe_party;
grant update (alive_on, closed_days, phone_sealed, status, updated_at, valid_until, version) on resource to sanshe_party;

create table response (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  questionnaire_id uuid not null,
  version integer not null,
  channel text not null,
  person_id uuid,
  household_id uuid,
  asked_by uuid,
  asked_by_name text not null,
  asked_on date not null,
  answers jsonb not null,
  round_id uuid,
  link_id uuid,
  link_hash text,
  supersedes uuid,
  created_at timestamp with time zone not null,
  round_member_id uuid
);
alter table response enable row level security;
alter table response force row level security;
comment on table response is 'One answered questionnaire: of a person, or of nobody in particular, under the version that was asked. answers holds them by the name of the question (home/child[2]/born), as text, and may hold what a person said of their life: it is seen where residents'' records are seen, and goes into no history and no log. A correction is a row of its own that names the one it supersedes.';
alter table response add constraint response_by_link_is_of_nobody CHECK (((link_id IS NULL) OR ((person_id IS NULL) AND (household_id IS NULL) AND (asked_by IS NULL))));
alter table response add constraint response_channel_check CHECK ((channel = ANY (ARRAY['talk'::text, 'homeInquiry'::text, 'phone'::text, 'questionnaire'::text, 'paper'::text, 'self'::text])));
alter table response add constraint response_check CHECK (("left"(division_code, 4) = city));
alter table response add constraint response_city_household_id_fkey FOREIGN KEY (city, household_id) REFERENCES household(city, id);
alter table response add constraint response_city_link_id_fkey FOREIGN KEY (city, link_id) REFERENCES questionnaire_link(city, id);
alter table response add constraint response_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table response add constraint response_city_questionnaire_id_version_fkey FOREIGN KEY (city, questionnaire_id, version) REFERENCES questionnaire_version(city, questionnaire_id, version);
alter table response add constraint response_city_supersedes_fkey FOREIGN KEY (city, supersedes) REFERENCES response(city, id);
alter table response add constraint response_of_member_is_of_round CHECK (((round_member_id IS NULL) OR (round_id IS NOT NULL)));
alter table response add constraint response_pkey PRIMARY KEY (city, id);
alter table response add constraint response_round_fkey FOREIGN KEY (city, round_id) REFERENCES survey_round(city, id);
alter table response add constraint response_round_member_fkey FOREIGN KEY (city, round_member_id) REFERENCES round_member(city, id);
alter table response add constraint response_superseded_once UNIQUE (city, supersedes);
CREATE INDEX response_of_division ON public.response USING btree (city, division_code, asked_on DESC, id DESC);
CREATE INDEX response_of_person ON public.response USING btree (city, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX response_of_questionnaire ON public.response USING btree (city, questionnaire_id, asked_on DESC, id DESC);
CREATE INDEX response_of_round ON public.response USING btree (city, round_id) WHERE (round_id IS NOT NULL);
CREATE INDEX response_of_round_member ON public.response USING btree (city, round_member_id) WHERE (round_member_id IS NOT NULL);
create policy response_by_link on response for insert to sanshe_party
  with check (((city = current_setting('app.city'::text, true)) AND (link_hash IS NOT NULL) AND (link_hash = current_setting('app.link'::text, true)) AND (person_id IS NULL) AND (household_id IS NULL)));
create policy response_seen on response for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert on response to sanshe_party;
grant insert, select on response to sanshe_app;

create table response_need (
  city text not null default current_setting('app.city'::text),
  response_id uuid not null,
  need_id uuid not null,
  division_code text collate "C" not null,
  outcome text not null
);
alter table response_need enable row level security;
alter table response_need force row level security;
comment on table response_need is 'Which needs came of an answered questionnaire. kept: the corrected answer says it too, and no hearing was added for it.';
alter table response_need add constraint response_need_city_need_id_fkey FOREIGN KEY (city, need_id) REFERENCES need(city, id);
alter table response_need add constraint response_need_city_response_id_fkey FOREIGN KEY (city, response_id) REFERENCES response(city, id);
alter table response_need add constraint response_need_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'joined'::text, 'kept'::text])));
alter table response_need add constraint response_need_pkey PRIMARY KEY (city, response_id, need_id);
CREATE INDEX response_need_of_need ON public.response_need USING btree (city, need_id);
create policy response_need_seen on response_need for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select on response_need to sanshe_app;

create table response_picture (
  city text not null default current_setting('app.city'::text),
  response_id uuid not null,
  name text not null,
  division_code text collate "C" not null,
  bytes bytea not null,
  link_hash text
);
alter table response_picture enable row level security;
alter table response_picture force row level security;
comment on table response_picture is 'Pictures that answer questions: JPEG without what the camera wrote beside it. The answers hold their names. A correction has copies of its own.';
alter table response_picture add constraint response_picture_bytes_check CHECK (((octet_length(bytes) >= 4) AND (octet_length(bytes) <= 1048576)));
alter table response_picture add constraint response_picture_check CHECK (("left"(division_code, 4) = city));
alter table response_picture add constraint response_picture_city_response_id_fkey FOREIGN KEY (city, response_id) REFERENCES response(city, id) ON DELETE CASCADE;
alter table response_picture add constraint response_picture_name_check CHECK ((name ~ '^[0-9a-z-]{8,60}\.jpg$'::text));
alter table response_picture add constraint response_picture_pkey PRIMARY KEY (city, response_id, name);
create policy response_picture_by_link on response_picture for insert to sanshe_party
  with check (((city = current_setting('app.city'::text, true)) AND (link_hash IS NOT NULL) AND (link_hash = current_setting('app.link'::text, true))));
create policy response_picture_seen on response_picture for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert on response_picture to sanshe_party;
grant insert, select on response_picture to sanshe_app;

create table round_contact (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  round_id uuid not null,
  member_id uuid not null,
  division_code text collate "C" not null,
  channel text not null,
  outcome text not null,
  tried_on date not null,
  again_on date,
  again_part text,
  note text not null default ''::text,
  tried_by uuid not null,
  tried_by_name text not null,
  created_at timestamp with time zone not null
);
alter table round_contact enable row level security;
alter table round_contact force row level security;
comment on table round_contact is 'One attempt to reach a member of a round: how, when, by whom, what it came to. Never changed.';
alter table round_contact add constraint round_contact_again_part_check CHECK ((again_part = ANY (ARRAY['morning'::text, 'afternoon'::text, 'evening'::text])));
alter table round_contact add constraint round_contact_channel_check CHECK ((channel = ANY (ARRAY['homeInquiry'::text, 'phone'::text, 'questionnaire'::text])));
alter table round_contact add constraint round_contact_city_member_id_fkey FOREIGN KEY (city, member_id) REFERENCES round_member(city, id);
alter table round_contact add constraint round_contact_note_check CHECK ((length(note) <= 200));
alter table round_contact add constraint round_contact_outcome_check CHECK ((outcome = ANY (ARRAY['heard'::text, 'nobodyHome'::text, 'noAnswer'::text, 'refused'::text, 'moved'::text, 'wrongNumber'::text, 'again'::text])));
alter table round_contact add constraint round_contact_pkey PRIMARY KEY (city, id);
CREATE INDEX round_contact_of_member ON public.round_contact USING btree (city, member_id, created_at);
create policy round_contact_seen on round_contact for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select on round_contact to sanshe_app;

create table round_discussion (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  round_id uuid not null,
  division_code text collate "C" not null,
  place text not null,
  held_on date not null,
  present integer not null,
  moderator text not null,
  made_by_name text not null,
  created_at timestamp with time zone not null
);
alter table round_discussion enable row level security;
alter table round_discussion force row level security;
comment on table round_discussion is 'A discussion with residents within a round: where, when, how many were present, who led it. What was said there is evidence that names it.';
alter table round_discussion add constraint round_discussion_city_round_id_fkey FOREIGN KEY (city, round_id) REFERENCES survey_round(city, id);
alter table round_discussion add constraint round_discussion_division_code_check CHECK ((length(division_code) = 12));
alter table round_discussion add constraint round_discussion_moderator_check CHECK (((length(moderator) >= 1) AND (length(moderator) <= 50)));
alter table round_discussion add constraint round_discussion_pkey PRIMARY KEY (city, id);
alter table round_discussion add constraint round_discussion_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100)));
alter table round_discussion add constraint round_discussion_present_check CHECK (((present >= 1) AND (present <= 5000)));
CREATE INDEX round_discussion_of_round ON public.round_discussion USING btree (city, round_id, held_on);
create policy round_discussion_seen on round_discussion for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select on round_discussion to sanshe_app;

create table round_member (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  round_id uuid not null,
  division_code text collate "C" not null,
  household_id uuid,
  person_id uuid,
  place text not null,
  block text not null,
  cell integer not null,
  stratum_drawn integer not null,
  stratum_frame integer not null,
  route_order integer not null,
  outcome text,
  channel text,
  attempts integer not null default 0,
  tried_on date,
  again_on date,
  again_part text
);
alter table round_member enable row level security;
alter table round_member force row level security;
comment on table round_member is 'A household or person drawn into a round: with which probability (so many drawn of so many of its stratum), in which cell of the frame, where on the route, and what the last attempt came to. Drawn once, when the round begins.';
alter table round_member add constraint round_member_again_part_check CHECK ((again_part = ANY (ARRAY['morning'::text, 'afternoon'::text, 'evening'::text])));
alter table round_member add constraint round_member_attempts_check CHECK ((attempts >= 0));
alter table round_member add constraint round_member_cell_check CHECK ((cell >= 0));
alter table round_member add constraint round_member_channel_check CHECK ((channel = ANY (ARRAY['homeInquiry'::text, 'phone'::text, 'questionnaire'::text])));
alter table round_member add constraint round_member_city_household_id_fkey FOREIGN KEY (city, household_id) REFERENCES household(city, id);
alter table round_member add constraint round_member_city_person_id_fkey FOREIGN KEY (city, person_id) REFERENCES person(city, id);
alter table round_member add constraint round_member_city_round_id_fkey FOREIGN KEY (city, round_id) REFERENCES survey_round(city, id);
alter table round_member add constraint round_member_drawn_of_frame CHECK (((stratum_drawn >= 1) AND (stratum_drawn <= stratum_frame)));
alter table round_member add constraint round_member_household_once UNIQUE (city, round_id, household_id);
alter table round_member add constraint round_member_is_one_or_the_other CHECK (((household_id IS NULL) <> (person_id IS NULL)));
alter table round_member add constraint round_member_outcome_check CHECK ((outcome = ANY (ARRAY['heard'::text, 'nobodyHome'::text, 'noAnswer'::text, 'refused'::text, 'moved'::text, 'wrongNumber'::text, 'again'::text])));
alter table round_member add constraint round_member_person_once UNIQUE (city, round_id, person_id);
alter table round_member add constraint round_member_pkey PRIMARY KEY (city, id);
alter table round_member add constraint round_member_route_order_check CHECK ((route_order >= 0));
alter table round_member add constraint round_member_tried CHECK ((((outcome IS NULL) = (attempts = 0)) AND ((outcome IS NULL) = (channel IS NULL)) AND ((outcome IS NULL) = (tried_on IS NULL))));
CREATE INDEX round_member_of_household ON public.round_member USING btree (city, household_id) WHERE (household_id IS NOT NULL);
CREATE INDEX round_member_of_person ON public.round_member USING btree (city, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX round_member_on_route ON public.round_member USING btree (city, round_id, cell, route_order);
create policy round_member_seen on round_member for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))));
grant insert, select on round_member to sanshe_app;
grant update (again_on, again_part, attempts, channel, outcome, tried_on) on round_member to sanshe_app;

create table search_token (
  city text not null default current_setting('app.city'::text),
  token text collate "C" not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_id uuid not null
);
alter table search_token enable row level security;
alter table search_token force row level security;
comment on table search_token is 'Words by which a record is found: names, pinyin, initials, parts of addresses. Equality only, because row security lets an index serve nothing else (STYLE §7).';
alter table search_token add constraint search_token_pkey PRIMARY KEY (city, kind, token, division_code, subject_id);
create policy search_token_seen on search_token for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.lo'::text, true)) AND (division_code < current_setting('app.hi'::text, true))) OR ((kind = ANY (ARRAY['organization'::text, 'resource'::text])) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR ((kind = ANY (ARRAY['organization'::text, 'resource'::text])) AND (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)]))))));
grant delete, insert, select on search_token to sanshe_app;

create table service_phone (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  phone text,
  set_by uuid not null,
  set_at timestamp with time zone not null
);
alter table service_phone enable row level security;
alter table service_phone force row level security;
comment on table service_phone is 'The service telephone of a community, street, banner or city. Where a place has none, the next one above it counts.';
alter table service_phone add constraint service_phone_city_division_code_fkey FOREIGN KEY (city, division_code) REFERENCES division(city, code);
alter table service_phone add constraint service_phone_of_place UNIQUE (city, division_code);
alter table service_phone add constraint service_phone_pkey PRIMARY KEY (city, id);
create policy service_phone_changed on service_phone for update to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))))
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy service_phone_kept on service_phone for insert to sanshe_app
  with check (((city = current_setting('app.city'::text, true)) AND (division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy service_phone_known on service_phone for select to sanshe_app, sanshe_party
  using ((city = current_setting('app.city'::text, true)));
grant insert, select, update on service_phone to sanshe_app;
grant select on service_phone to sanshe_party;

create table session (
  city text not null default current_setting('app.city'::text),
  token_hash bytea not null,
  account_id uuid not null,
  grant_id uuid,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  agent text
);
alter table session enable row level security;
alter table session force row level security;
comment on table session is 'Signed-in browsers. The cookie holds a random token, this table its SHA-256; deleting the row signs the browser out.';
alter table session add constraint session_city_account_id_fkey FOREIGN KEY (city, account_id) REFERENCES account(city, id);
alter table session add constraint session_pkey PRIMARY KEY (city, token_hash);
CREATE INDEX session_of_account ON public.session USING btree (city, account_id);
create policy session_at_the_door on session for all to sanshe_door
  using ((city = current_setting('app.city'::text, true)));
grant delete, insert, select, update on session to sanshe_door;

create table sign_in_try (
  city text not null default current_setting('app.city'::text),
  slot integer not null,
  name_hash bytea not null,
  failed_tries integer not null default 0,
  locked_until timestamp with time zone,
  tried_at timestamp with time zone not null
);
alter table sign_in_try enable row level security;
alter table sign_in_try force row level security;
comment on table sign_in_try is 'Wrong passwords in a row by the name that was typed, known or not. Bounded: one row a slot.';
alter table sign_in_try add constraint sign_in_try_pkey PRIMARY KEY (city, slot);
alter table sign_in_try add constraint sign_in_try_slot_check CHECK (((slot >= 0) AND (slot <= 65535)));
create policy sign_in_try_at_the_door on sign_in_try for all to sanshe_door
  using ((city = current_setting('app.city'::text, true)));
create policy sign_in_try_kept on sign_in_try for all to sanshe_keeper
  using (((city = current_setting('app.city'::text, true)) AND (current_setting('app.accounts_lo'::text, true) <> ''::text)));
grant insert, select, update on sign_in_try to sanshe_door;
grant select on sign_in_try to sanshe_keeper;
grant update (failed_tries, locked_until) on sign_in_try to sanshe_keeper;

create table survey_round (
  city text not null default current_setting('app.city'::text),
  id uuid not null,
  division_code text collate "C" not null,
  purpose text not null,
  unit text not null,
  age_group text,
  circumstances text[] not null default '{}'::text[],
  sample_size integer,
  seed integer not null,
  channels text[] not null,
  questionnaire_id uuid,
  questionnaire_version integer,
  from_on date not null,
  until_on date not null,
  status text not null default 'planned'::text,
  owner_id uuid not null,
  owner_name text not null,
  begun_on date,
  closed_on date,
  draw jsonb,
  result jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
alter table survey_round enable row level security;
alter table survey_round force row level security;
comment on table survey_round is 'One round of asking residents what they need: whom (unit, area, condition, all or a sample drawn with the seed), how, from when until when. draw keeps the cells of the frame with how many each had and gave; result what the round said when it was closed.';
alter table survey_round add constraint survey_round_age_group_check CHECK ((age_group = ANY (ARRAY['under14'::text, 'under18'::text, 'adult'::text, 'elder'::text, 'advancedAge'::text])));
alter table survey_round add constraint survey_round_channels_check CHECK (((channels <> '{}'::text[]) AND (channels <@ ARRAY['homeInquiry'::text, 'phone'::text, 'talk'::text, 'questionnaire'::text])));
alter table survey_round add constraint survey_round_check CHECK (("left"(division_code, 4) = city));
alter table survey_round add constraint survey_round_check1 CHECK ((until_on >= from_on));
alter table survey_round add constraint survey_round_check2 CHECK (((questionnaire_id IS NULL) = (questionnaire_version IS NULL)));
alter table survey_round add constraint survey_round_city_questionnaire_id_questionnaire_version_fkey FOREIGN KEY (city, questionnaire_id, questionnaire_version) REFERENCES questionnaire_version(city, questionnaire_id, version);
alter table survey_round add constraint survey_round_drawn_when_begun CHECK ((((begun_on IS NULL) = (draw IS NULL)) AND ((status = ANY (ARRAY['planned'::text, 'dropped'::text])) OR (begun_on IS NOT NULL))));
alter table survey_round add constraint survey_round_pkey PRIMARY KEY (city, id);
alter table survey_round add constraint survey_round_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 200)));
alter table survey_round add constraint survey_round_sample_size_check CHECK (((sample_size >= 2) AND (sample_size <= 20000)));
alter table survey_round add constraint survey_round_says_when_closed CHECK ((((status = 'closed'::text) = (result IS NOT NULL)) AND ((status = 'closed'::text) = (closed_on IS NOT NULL))));
alter table survey_round add constraint survey_round_seed_check CHECK ((seed >= 0));
alter table survey_round add constraint survey_round_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'running'::text, 'closed'::text, 'dropped'::text])));
alter table survey_round add constraint survey_round_unit_check CHECK ((unit = ANY (ARRAY['household'::text, 'person'::text])));
CREATE INDEX survey_round_of_division ON public.survey_round USING btree (city, division_code, from_on DESC, id DESC);
create policy survey_round_changed_here on survey_round as restrictive for update to sanshe_app
  using (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy survey_round_made_here on survey_round as restrictive for insert to sanshe_app
  with check (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))));
create policy survey_round_seen on survey_round for all to sanshe_app
  using (((city = current_setting('app.city'::text, true)) AND (((division_code >= current_setting('app.own_lo'::text, true)) AND (division_code < current_setting('app.own_hi'::text, true))) OR (division_code = ANY (ARRAY[current_setting('app.above_city'::text, true), current_setting('app.above_county'::text, true), current_setting('app.above_township'::text, true)])))))
  with check ((city = current_setting('app.city'::text, true)));
grant insert, select on survey_round to sanshe_app;
grant update (age_group, begun_on, channels, circumstances, closed_on, division_code, draw, from_on, purpose, questionnaire_id, questionnaire_version, result, sample_size, status, unit, until_on, updated_at) on survey_round to sanshe_app;
