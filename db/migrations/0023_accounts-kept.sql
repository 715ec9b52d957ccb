-- Accounts are kept from the pages: by the administrator, by officers and station leads within their own division. A role of its own (sanshe_keeper) may do that and
-- nothing else: it reads accounts in [app.accounts_lo, app.accounts_hi), writes those in [app.keep_lo, app.keep_hi), and no password hash can be read by it.
alter table account add column division_code text collate "C" not null default '';
comment on column account.division_code is 'The smallest division that holds all grants which are not over: who keeps this division keeps the account.';
alter table account add column last_signed_in_at timestamptz;
alter table account add column sessions_from timestamptz;
comment on column account.sessions_from is 'Sessions begun before this have ended: whoever sets a new password need not see any session.';

alter table account no force row level security;
alter table access_grant no force row level security;
update account a set division_code = coalesce((
  select case when left(first, 12) = left(last, 12) and length(first) = 12 then left(first, 12) when left(first, 9) = left(last, 9) and length(first) >= 9 then left(first, 9)
      when left(first, 6) = left(last, 6) and length(first) >= 6 then left(first, 6) else left(first, 4) end
  from (select min(division_code) as first, max(division_code) as last from access_grant g where g.city = a.city and g.account_id = a.id and (g.until_on is null or g.until_on >= current_date)) g
), a.city);
alter table account force row level security;
alter table access_grant force row level security;
create index account_by_division on account (city, division_code);

create policy account_seen_by_keeper on account for select to sanshe_keeper
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.accounts_lo', true) and division_code < current_setting('app.accounts_hi', true));
create policy account_opened_by_keeper on account for insert to sanshe_keeper
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.keep_lo', true) and division_code < current_setting('app.keep_hi', true));
create policy account_changed_by_keeper on account for update to sanshe_keeper
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.keep_lo', true) and division_code < current_setting('app.keep_hi', true));
grant select (city, id, username, name, person_id, language, disabled_at, must_change_password, created_at, division_code, last_signed_in_at) on account to sanshe_keeper;
grant insert, update (password_hash, disabled_at, must_change_password, division_code, sessions_from) on account to sanshe_keeper;

create policy access_grant_seen_by_keeper on access_grant for select to sanshe_keeper
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.accounts_lo', true) and division_code < current_setting('app.accounts_hi', true));
create policy access_grant_given_by_keeper on access_grant for insert to sanshe_keeper
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.keep_lo', true) and division_code < current_setting('app.keep_hi', true));
create policy access_grant_ended_by_keeper on access_grant for update to sanshe_keeper
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.keep_lo', true) and division_code < current_setting('app.keep_hi', true));
grant select, insert, update (until_on) on access_grant to sanshe_keeper;

-- which names are locked, and unlocking them; a digest says nothing without the key
create policy sign_in_try_kept on sign_in_try to sanshe_keeper using (city = current_setting('app.city', true) and current_setting('app.accounts_lo', true) <> '');
grant select, update (failed_tries, locked_until) on sign_in_try to sanshe_keeper;
grant select on division to sanshe_keeper;

-- The timeline of an account is for those who may see the account, and one's own change of a password stands in it.
alter policy history_seen on history
  using (city = current_setting('app.city', true)
    and ((kind <> 'account' and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
      or (kind in ('organization', 'resource', 'activity', 'matchRun', 'import') and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or (kind = 'account' and division_code >= current_setting('app.accounts_lo', true) and division_code < current_setting('app.accounts_hi', true))));
create policy history_written_at_the_door on history for insert to sanshe_door with check (city = current_setting('app.city', true) and kind = 'account');
grant insert on history to sanshe_door;
