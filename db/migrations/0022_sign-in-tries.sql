--! breaking
-- Wrong passwords are counted by the name that was typed, whether an account has it or not: the answer at the door then tells nobody which names exist.
-- A name stands here as a keyed digest, in one of 65,536 slots, so that names made up without end take no more room than that; of two names
-- that meet in a slot the later one stays. Whoever wants to be rid of a lock by writing over its slot needs some 65,000 tries for every five.
create table sign_in_try (
  city text not null default current_setting('app.city'),
  slot integer not null check (slot between 0 and 65535),
  name_hash bytea not null,
  failed_tries integer not null default 0,
  locked_until timestamptz,
  tried_at timestamptz not null,
  primary key (city, slot)
);
comment on table sign_in_try is 'Wrong passwords in a row by the name that was typed, known or not. Bounded: one row a slot.';
alter table sign_in_try enable row level security;
alter table sign_in_try force row level security;
create policy sign_in_try_at_the_door on sign_in_try to sanshe_door using (city = current_setting('app.city', true));
grant select, insert, update on sign_in_try to sanshe_door;

alter table account drop column failed_tries, drop column locked_until;
