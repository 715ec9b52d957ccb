-- Needs heard in an organised round: who is to be asked is drawn before anybody is, each door and telephone is tried and its outcome kept, and what was heard names the round.
create table survey_round (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  purpose text not null check (length(purpose) between 1 and 200),
  unit text not null check (unit in ('household', 'person')),
  age_group text check (age_group in ('under14', 'under18', 'adult', 'elder', 'advancedAge')),
  circumstances text[] not null default '{}',
  sample_size integer check (sample_size between 2 and 20000),
  seed integer not null check (seed >= 0),
  channels text[] not null check (channels <> '{}' and channels <@ array['homeInquiry', 'phone', 'talk', 'questionnaire']),
  questionnaire_id uuid,
  questionnaire_version integer,
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  status text not null default 'planned' check (status in ('planned', 'running', 'closed', 'dropped')),
  owner_id uuid not null,
  owner_name text not null,
  begun_on date,
  closed_on date,
  draw jsonb,
  result jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, questionnaire_id, questionnaire_version) references questionnaire_version (city, questionnaire_id, version),
  check ((questionnaire_id is null) = (questionnaire_version is null)),
  constraint survey_round_drawn_when_begun check ((begun_on is null) = (draw is null) and (status in ('planned', 'dropped') or begun_on is not null)),
  constraint survey_round_says_when_closed check ((status = 'closed') = (result is not null) and (status = 'closed') = (closed_on is not null))
);
comment on table survey_round is 'One round of asking residents what they need: whom (unit, area, condition, all or a sample drawn with the seed), how, from when until when. draw keeps the cells of the frame with how many each had and gave; result what the round said when it was closed.';
create index survey_round_of_division on survey_round (city, division_code, from_on desc, id desc);

create table round_member (
  city text not null default current_setting('app.city'),
  id uuid not null,
  round_id uuid not null,
  division_code text collate "C" not null,
  household_id uuid,
  person_id uuid,
  place text not null,
  block text not null,
  cell integer not null check (cell >= 0),
  stratum_drawn integer not null,
  stratum_frame integer not null,
  route_order integer not null check (route_order >= 0),
  outcome text check (outcome in ('heard', 'nobodyHome', 'noAnswer', 'refused', 'moved', 'wrongNumber', 'again')),
  channel text check (channel in ('homeInquiry', 'phone')),
  attempts integer not null default 0 check (attempts >= 0),
  tried_on date,
  again_on date,
  again_part text check (again_part in ('morning', 'afternoon', 'evening')),
  primary key (city, id),
  foreign key (city, round_id) references survey_round (city, id),
  foreign key (city, household_id) references household (city, id),
  foreign key (city, person_id) references person (city, id),
  constraint round_member_drawn_of_frame check (stratum_drawn between 1 and stratum_frame),
  constraint round_member_is_one_or_the_other check ((household_id is null) <> (person_id is null)),
  constraint round_member_tried check ((outcome is null) = (attempts = 0) and (outcome is null) = (channel is null) and (outcome is null) = (tried_on is null)),
  constraint round_member_household_once unique (city, round_id, household_id),
  constraint round_member_person_once unique (city, round_id, person_id)
);
comment on table round_member is 'A household or person drawn into a round: with which probability (so many drawn of so many of its stratum), in which cell of the frame, where on the route, and what the last attempt came to. Drawn once, when the round begins.';
create index round_member_on_route on round_member (city, round_id, cell, route_order);
create index round_member_of_household on round_member (city, household_id) where household_id is not null;
create index round_member_of_person on round_member (city, person_id) where person_id is not null;

create table round_contact (
  city text not null default current_setting('app.city'),
  id uuid not null,
  round_id uuid not null,
  member_id uuid not null,
  division_code text collate "C" not null,
  channel text not null check (channel in ('homeInquiry', 'phone')),
  outcome text not null check (outcome in ('heard', 'nobodyHome', 'noAnswer', 'refused', 'moved', 'wrongNumber', 'again')),
  tried_on date not null,
  again_on date,
  again_part text check (again_part in ('morning', 'afternoon', 'evening')),
  note text not null default '' check (length(note) <= 200),
  tried_by uuid not null,
  tried_by_name text not null,
  created_at timestamptz not null,
  primary key (city, id),
  foreign key (city, member_id) references round_member (city, id)
);
comment on table round_contact is 'One attempt to reach a member of a round: how, when, by whom, what it came to. Never changed.';
create index round_contact_of_member on round_contact (city, member_id, created_at);

create table round_discussion (
  city text not null default current_setting('app.city'),
  id uuid not null,
  round_id uuid not null,
  division_code text collate "C" not null check (length(division_code) = 12),
  place text not null check (length(place) between 1 and 100),
  held_on date not null,
  present integer not null check (present between 1 and 5000),
  moderator text not null check (length(moderator) between 1 and 50),
  made_by_name text not null,
  created_at timestamptz not null,
  primary key (city, id),
  foreign key (city, round_id) references survey_round (city, id)
);
comment on table round_discussion is 'A discussion with residents within a round: where, when, how many were present, who led it. What was said there is evidence that names it.';
create index round_discussion_of_round on round_discussion (city, round_id, held_on);

do $$
declare t text;
begin
  foreach t in array array['round_member', 'round_contact', 'round_discussion'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))$p$, t || '_seen', t);
  end loop;
end $$;
-- The round itself holds nobody's data: whoever goes from door to door in a community sees the round of the street above, and of its members those of the own community.
alter table survey_round enable row level security;
alter table survey_round force row level security;
create policy survey_round_seen on survey_round to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))))
  with check (city = current_setting('app.city', true));
create policy survey_round_made_here on survey_round as restrictive for insert to sanshe_app
  with check (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy survey_round_changed_here on survey_round as restrictive for update to sanshe_app
  using (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update (status, until_on, begun_on, closed_on, draw, result, updated_at) on survey_round to sanshe_app;
grant select, insert, update (outcome, channel, attempts, tried_on, again_on, again_part) on round_member to sanshe_app;
grant select, insert on round_contact, round_discussion to sanshe_app;

-- A hearing of a round names it, and the door or the discussion at which it was heard; by the door it enters the estimate, by the discussion it is counted apart.
alter table evidence add column round_id uuid, add column round_member_id uuid, add column round_discussion_id uuid,
  add constraint evidence_of_member_is_of_round check (round_id is not null or (round_member_id is null and round_discussion_id is null)),
  add constraint evidence_round_fkey foreign key (city, round_id) references survey_round (city, id),
  add constraint evidence_round_member_fkey foreign key (city, round_member_id) references round_member (city, id),
  add constraint evidence_round_discussion_fkey foreign key (city, round_discussion_id) references round_discussion (city, id);
create index evidence_of_round on evidence (city, round_id, round_member_id) where round_id is not null;
