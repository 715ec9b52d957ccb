-- Accounts, their grants and their sessions. Sign-in happens before there is an actor, so a role of its own (sanshe_door) may look here and nowhere else.
create table account (
  city text not null default current_setting('app.city'),
  id uuid not null,
  username text not null check (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  password_hash text not null,
  name text not null,
  person_id uuid,
  language text not null default 'zh' check (language in ('zh', 'en')),
  failed_tries integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  must_change_password boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (city, id),
  unique (city, username)
);
comment on table account is 'Who can sign in. Passwords as argon2id. A person has at most one account, an account any number of grants.';
alter table account enable row level security;
alter table account force row level security;
create policy account_at_the_door on account to sanshe_door using (city = current_setting('app.city', true));
-- colleagues are known by name, so that a duty can have a named owner; nothing else of an account is readable
create policy account_of_colleague on account for select to sanshe_app using (city = current_setting('app.city', true));
grant select, insert, update on account to sanshe_door;
grant select (city, id, name, person_id, disabled_at) on account to sanshe_app;

-- "grant" is a word of SQL; the record is an access grant.
create table access_grant (
  city text not null default current_setting('app.city'),
  id uuid not null,
  account_id uuid not null,
  role text not null,
  division_code text collate "C" not null,
  organization_id uuid,
  from_on date not null,
  until_on date,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id)
);
comment on table access_grant is 'A role for a division or an organisation, from a day to a day. Whoever holds several chooses under which one to act.';
create index access_grant_of_account on access_grant (city, account_id);
create index access_grant_of_role on access_grant (city, role, division_code);
alter table access_grant enable row level security;
alter table access_grant force row level security;
create policy access_grant_at_the_door on access_grant to sanshe_door using (city = current_setting('app.city', true));
create policy access_grant_of_colleague on access_grant for select to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))));
grant select, insert, update on access_grant to sanshe_door;
grant select on access_grant to sanshe_app;

create table session (
  city text not null default current_setting('app.city'),
  token_hash bytea not null,
  account_id uuid not null,
  grant_id uuid,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  agent text,
  primary key (city, token_hash),
  foreign key (city, account_id) references account (city, id)
);
comment on table session is 'Signed-in browsers. The cookie holds a random token, this table its SHA-256; deleting the row signs the browser out.';
create index session_of_account on session (city, account_id);
alter table session enable row level security;
alter table session force row level security;
create policy session_at_the_door on session to sanshe_door using (city = current_setting('app.city', true));
grant select, insert, update, delete on session to sanshe_door;
