-- A provider may have to say no after its yes, for the same reasons as before it: counted and heeded with the declines.
drop index referral_declined;
create index referral_declined on referral (city, closed_at) where decline_code is not null;
comment on column referral.decline_code is 'Why the provider says no: before its yes (declined), or after it (failed, which may also have no such reason).';

-- The hours of the service, as they were reported; told beside those that were agreed.
alter table referral add column delivered_from time, add column delivered_until time;
alter table referral add constraint referral_delivered_hours_in_order check (delivered_from is null or delivered_until is null or delivered_from < delivered_until);
comment on column referral.delivered_from is 'From when the service was given on delivered_on, where it was told.';

-- A resident who agrees to an offered time promises its hours as whoever holds a link does: of the one referral that the operation has opened.
drop policy booking_by_link on booking;
create policy booking_of_opened_referral on booking for all to sanshe_party
  using (city = current_setting('app.city', true) and (current_setting('app.link', true) <> '' or current_setting('app.person', true) <> '') and referral_id::text = current_setting('app.record', true));
drop policy booking_of_what_is_called on booking;
create policy booking_of_what_is_called on booking for select to sanshe_party
  using (city = current_setting('app.city', true) and (current_setting('app.link', true) <> '' or current_setting('app.person', true) <> '') and resource_id::text = current_setting('app.called', true));
drop policy resource_that_is_called on resource;
create policy resource_that_is_called on resource for select to sanshe_party
  using (city = current_setting('app.city', true) and (current_setting('app.link', true) <> '' or current_setting('app.person', true) <> '') and id::text = current_setting('app.called', true));
