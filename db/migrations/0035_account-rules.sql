-- What GB/T 22239 asks of accounts: a password grows old and does not come back, and an account that nobody uses is closed.
alter table account add column password_set_at timestamptz not null default now();
comment on column account.password_set_at is 'Since when the password holds: after so many days it is changed at the next sign-in (SANSHE_PASSWORD_DAYS).';
alter table account add column disabled_why text check (disabled_why in ('keeper', 'unused'));
comment on column account.disabled_why is 'Closed by a keeper, or by the clock because nobody signed in for long (SANSHE_UNUSED_DAYS); the second is told to whoever comes back with the right password.';
-- a language is the account's only once somebody has chosen it; until then each browser greets in its own
alter table account alter column language drop not null;
alter table account alter column language drop default;
alter table account no force row level security;
update account set language = null;
update account set disabled_why = 'keeper' where disabled_at is not null;
alter table account force row level security;
grant select (disabled_why, sessions_from) on account to sanshe_keeper;
grant update (person_id, disabled_why) on account to sanshe_keeper;

create table password_kept (
  city text not null default current_setting('app.city'),
  account_id uuid not null,
  set_at timestamptz not null,
  password_hash text not null,
  primary key (city, account_id, set_at),
  foreign key (city, account_id) references account (city, id)
);
comment on table password_kept is 'The last few passwords of an account before the present one, as digests, so that none of them comes back (SANSHE_PASSWORDS_KEPT). Only the door reads them.';
alter table password_kept enable row level security;
alter table password_kept force row level security;
create policy password_kept_at_the_door on password_kept to sanshe_door using (city = current_setting('app.city', true));
grant select, insert, delete on password_kept to sanshe_door;

-- one account a person, whoever of two keepers ties first
create unique index account_of_one_person on account (city, person_id) where person_id is not null;
