-- How many working days each step of a referral has, by category and urgency, is data: the city or a banner changes its table from a day on, and what is under way keeps the clock it was started under.
create table referral_clock (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (length(division_code) in (4, 6)),
  version integer not null check (version > 0),
  from_on date not null,
  clocks jsonb,
  why text not null,
  made_by uuid not null,
  made_name text not null,
  made_at timestamptz not null,
  primary key (city, id),
  constraint referral_clock_version_once unique (city, division_code, version)
);
comment on table referral_clock is 'Each version of a table of clocks, of the city or of a banner, from which day on and why; clocks null: the banner goes by the city''s again. Never changed, only followed by the next. The city''s first version is the published one and stands in the code (referrals/core/clock.ts).';
alter table referral_clock enable row level security;
alter table referral_clock force row level security;
-- published to whoever is measured by it: below, and from the places above
create policy referral_clock_seen on referral_clock for select to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true))));
create policy referral_clock_of_party on referral_clock for select to sanshe_party
  using (city = current_setting('app.city', true) and division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true)));
create policy referral_clock_made on referral_clock for insert to sanshe_app with check (city = current_setting('app.city', true) and division_code = current_setting('app.own_lo', true));
grant select, insert on referral_clock to sanshe_app;
grant select on referral_clock to sanshe_party;

alter table referral add column clock jsonb;
comment on column referral.clock is 'The clock it was started under and goes by to its end: whose table, which version, and the working days of each step. Null: from before there were tables.';
