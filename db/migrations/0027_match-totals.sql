-- An officer of a banner reads what a run over the city came to in his own banner. Whose needs they are he does not see (DESIGN §4),
-- so the totals are counted as figures are: by the reader, over the division of the grant, without a column that tells a person.
alter table not_yet add column waits_for text generated always as (case when reason = 'waiting' then details #>> '{reason,for}' end) stored;
comment on column not_yet.waits_for is 'consent or verification: what a match waits for before it can take the need; null where no resource was found.';

create policy proposal_counted on proposal for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
create policy not_yet_counted on not_yet for select to sanshe_reader
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
grant select (city, run_id, need_id, division_code, status, is_current) on proposal to sanshe_reader;
grant select (city, run_id, need_id, division_code, waits_for, is_current) on not_yet to sanshe_reader;
