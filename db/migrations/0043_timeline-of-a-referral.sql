-- A provider that opens a referral sees what happened to it, not only its own acts: that it was offered, by whom and when. Once the referral itself has been
-- found in its sight, its timeline is opened for that transaction, as a need is by app.need.
create policy history_of_opened_record on history for select to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.record', true) <> '' and subject_id::text = current_setting('app.record', true));
