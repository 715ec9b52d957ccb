-- One person, one room, one van cannot be promised twice for the same hours. Whoever looks first and writes afterwards is always too late for somebody, so the
-- database itself refuses the second: an exclusion constraint over the resource (by equality, for which GiST needs btree_gist) and the hours (by overlap).
create extension if not exists btree_gist;

alter table resource add column one_at_a_time boolean not null default false;
-- what is one thing or one person: a room by the hour, a single piece, what one person offers; where people are counted, several come at once
update resource r set one_at_a_time = true
where r.provider_kind = 'individual' and r.kind in ('people', 'skill', 'volunteerTime')
  or exists (select 1 from (select c.unit, c.quantity from capacity c where c.city = r.city and c.resource_id = r.id order by c.confirmed_on desc, c.id desc limit 1) c
    where (r.kind = 'place' and c.unit not in ('personTimes', 'places') and not (c.unit = 'rooms' and coalesce(c.quantity, 0) > 1))
      or (r.kind = 'goods' and c.unit in ('pieces', 'sets') and c.quantity = 1));

create table booking (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  resource_id uuid not null,
  organization_id uuid,
  lent_by uuid,
  referral_id uuid,
  one_at_a_time boolean not null,
  during tsrange not null,
  booked_at timestamptz not null,
  released_at timestamptz,
  primary key (city, id),
  foreign key (city, resource_id) references resource (city, id),
  foreign key (city, referral_id) references referral (city, id),
  constraint booking_says_what_for check (referral_id is not null),
  constraint booking_within_a_day check (lower(during) is not null and upper(during) is not null and lower(during) < upper(during)
    and lower_inc(during) and not upper_inc(during) and lower(during)::date = (upper(during) - interval '1 second')::date),
  constraint booking_one_at_a_time exclude using gist (city with =, resource_id with =, during with &&) where (one_at_a_time and released_at is null)
);
comment on table booking is 'Hours of one day, by the clock on the wall, for which a resource is promised: to what (referral_id), never to whom. Taken back it stays, released. one_at_a_time is the resource''s word for it while it is to come; of two that overlap the constraint then lets one stand. division_code is the resource''s, so that all who see the resource see when it is taken; organization_id is the organisation of the resource that was called on, lent_by that of what goes along with it.';
create index booking_of_resource on booking (city, resource_id, lower(during)) where released_at is null;
create index booking_of_referral on booking (city, referral_id) where released_at is null;
alter table booking enable row level security;
alter table booking force row level security;
create policy booking_seen on booking to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))));
create policy booking_of_party on booking to sanshe_party
  using (city = current_setting('app.city', true) and organization_id is not null and organization_id::text = current_setting('app.organization', true));
create policy booking_of_lender on booking for select to sanshe_party
  using (city = current_setting('app.city', true) and lent_by is not null and lent_by::text = current_setting('app.organization', true));
grant select, insert on booking to sanshe_app, sanshe_party;
grant update (released_at) on booking to sanshe_party;
grant update (released_at, division_code, one_at_a_time) on booking to sanshe_app;

-- Whoever agrees an hour must know when that which goes along is free, though it is another's: the operation that has found it on the referral opens it.
create policy booking_of_what_goes_along on booking for select to sanshe_party
  using (city = current_setting('app.city', true) and resource_id::text = current_setting('app.along', true));
create policy resource_that_goes_along on resource for select to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.along', true));

alter table referral add column scheduled_from time, add column scheduled_until time,
  add constraint referral_hours_of_a_day check ((scheduled_from is null) = (scheduled_until is null) and scheduled_from < scheduled_until);
