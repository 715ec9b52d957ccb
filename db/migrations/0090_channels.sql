-- Messages leave the product through channels that an operator configures, and every one of them is on record with its text, whatever became of it.
create table channel (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null check (kind in ('email', 'sms', 'wecom', 'dingtalk', 'feishu')),
  settings jsonb not null,
  secret_sealed bytea,
  is_on boolean not null default true,
  version integer not null default 1,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (city, id),
  constraint channel_of_place unique (city, division_code, kind),
  foreign key (city, division_code) references division (city, code)
);
comment on table channel is 'A way out of the product: a mail server, an SMS gateway, the robot of a group chat. Of e-mail and SMS the nearest above a recipient counts; a robot tells its own group of its own place.';
comment on column channel.secret_sealed is 'Passwords, keys and addresses that are keys themselves, as sealed JSON. Never sent to a page.';
alter table channel enable row level security;
alter table channel force row level security;
create policy channel_seen on channel for select to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))));
create policy channel_kept on channel for insert to sanshe_app
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy channel_changed on channel for update to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update on channel to sanshe_app;

create table account_reach (
  city text not null default current_setting('app.city'),
  account_id uuid not null,
  email_sealed bytea,
  phone_sealed bytea,
  by_email boolean not null default false,
  by_sms boolean not null default false,
  language text not null default 'zh' check (language in ('zh', 'en')),
  quiet_from time not null default '21:00',
  quiet_until time not null default '08:00',
  version integer not null default 1,
  primary key (city, account_id),
  foreign key (city, account_id) references account (city, id),
  constraint account_reach_has_email check (not by_email or email_sealed is not null),
  constraint account_reach_has_phone check (not by_sms or phone_sealed is not null)
);
comment on table account_reach is 'How whoever signs in wants to be told outside the product: addresses sealed, language, hours of rest. Without a row: within the product only, in Chinese.';
alter table account_reach enable row level security;
alter table account_reach force row level security;
create policy account_reach_own on account_reach for all to sanshe_app, sanshe_party
  using (city = current_setting('app.city', true) and account_id::text = current_setting('app.actor', true));
create policy account_reach_of_jobs on account_reach for select to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true));
grant select, insert, update on account_reach to sanshe_app, sanshe_party;

create table message (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  occasion text not null,
  subject_kind text not null,
  subject_id uuid not null,
  window_key text not null default '',
  channel_kind text not null check (channel_kind in ('inApp', 'email', 'sms', 'wecom', 'dingtalk', 'feishu')),
  channel_id uuid,
  recipient_kind text not null check (recipient_kind in ('account', 'organization', 'person', 'place', 'trial')),
  recipient_id uuid not null,
  address_sealed bytea,
  address_masked text,
  language text not null check (language in ('zh', 'en')),
  title text not null,
  body text not null,
  is_urgent boolean not null default false,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  why text,
  said text,
  tries smallint not null default 0,
  next_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (city, id),
  constraint message_told_once unique (city, subject_id, occasion, window_key, channel_kind, recipient_id),
  constraint message_under_way_is_due check ((state in ('waiting', 'sending')) = (next_at is not null)),
  constraint message_leaves_by_a_channel check ((channel_kind = 'inApp') = (channel_id is null)),
  foreign key (city, channel_id) references channel (city, id)
);
comment on table message is 'What was told to whom on which occasion by which way: one row each, made once, kept with its text. Residents are named by id only; where a message went is kept masked. `sending` is held for some minutes: whoever dies in between leaves it to be sent again, so a message may arrive twice, under the same id.';
comment on column message.address_sealed is 'Of trial messages only, whose address somebody typed; any other address is looked up when the message leaves.';
create index message_due on message (city, next_at) where state in ('waiting', 'sending');
create index message_newest on message (city, created_at desc, id desc);
create index message_to on message (city, recipient_id, created_at desc);
alter table message enable row level security;
alter table message force row level security;
-- what residents are told is a resident's record; what goes to workers, organisations and groups is the place's own
create policy message_seen on message for select to sanshe_app
  using (city = current_setting('app.city', true)
    and ((recipient_kind <> 'person' and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or (recipient_kind = 'person' and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
      or (recipient_kind = 'account' and recipient_id::text = current_setting('app.actor', true))));
create policy message_written on message for insert to sanshe_app
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy message_moved on message for update to sanshe_app
  using (city = current_setting('app.city', true)
    and ((recipient_kind <> 'person' and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or (recipient_kind = 'person' and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))));
create policy message_of_party on message for select to sanshe_party
  using (city = current_setting('app.city', true)
    and ((recipient_kind = 'account' and recipient_id::text = current_setting('app.actor', true))
      or (recipient_kind = 'organization' and current_setting('app.organization', true) <> '' and recipient_id::text = current_setting('app.organization', true))));
grant select, insert, update on message to sanshe_app;
grant select on message to sanshe_party;

-- a resident is written to only who agreed to be
alter table consent drop constraint consent_purpose_check;
alter table consent add constraint consent_purpose_check check (purpose in ('serviceMatching', 'referral', 'photo', 'publication', 'messages'));
