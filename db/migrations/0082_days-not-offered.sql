-- A room is shut every first Monday, a van is at the garage on a day, most are not to be had on public holidays: what is not offered then cannot be promised.
-- Each entry is a day (2026-03-04), a rule of iCalendar (RRULE:FREQ=MONTHLY;BYDAY=1MO) or the word holidays.
alter table resource add column closed_days text[] not null default '{}' constraint resource_closed_days_check check (cardinality(closed_days) <= 60);

-- An organisation reads the hours promised of its resources in the calendar it uses anyway, at an address that is itself the key. The key stands nowhere; only its digest does, and a new one makes the old one worthless.
create table calendar_feed (
  city text not null default current_setting('app.city'),
  id uuid not null,
  organization_id uuid not null,
  division_code text collate "C" not null,
  secret_hash text not null,
  made_by_name text not null default '',
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (city, id),
  foreign key (city, organization_id) references organization (city, id),
  constraint calendar_feed_secret_once unique (city, secret_hash)
);
comment on table calendar_feed is 'Addresses by which an organisation''s calendar is read without signing in. secret_hash is the SHA-256 of the key in the address; one that is not revoked an organisation.';
create unique index calendar_feed_open_once on calendar_feed (city, organization_id) where revoked_at is null;
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy calendar_feed_of_party on calendar_feed to sanshe_party
  using (city = current_setting('app.city', true) and organization_id::text = current_setting('app.organization', true));
create policy calendar_feed_of_link on calendar_feed for select to sanshe_party
  using (city = current_setting('app.city', true) and revoked_at is null and secret_hash = current_setting('app.link', true));
grant select, insert, update (revoked_at) on calendar_feed to sanshe_party;
