-- The counter of needs is kept for the city and its banners, by the month of the first hearing, no longer for communities. Measured on a million needs:
-- by community it had half as many cells as there are needs, so that the city's total took as long as counting; and a year of days had to be counted row by row.
-- A station of one community writes to its banner's cells, which it does not see.
delete from need_count;
alter table need_count add column heard_month date not null;
drop index need_count_cell;
create index need_count_cell on need_count (city, division_code, heard_month, status) include (category, item, urgency, is_verified, amount);
alter policy need_count_seen on need_count with check (city = current_setting('app.city', true));
insert into need_count (city, id, division_code, heard_month, status, is_verified, category, item, urgency, amount)
  select city, gen_random_uuid(), left(division_code, length), date_trunc('month', heard_on)::date, status, verified_on is not null, category, item, urgency, count(*)
  from need, unnest(array[4, 6]) as length group by city, left(division_code, length), date_trunc('month', heard_on)::date, status, verified_on is not null, category, item, urgency;
