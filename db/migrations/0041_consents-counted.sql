-- What a need waited for may be given after a run: then it waits for the next one and for nobody's consent any more. The match's sums are counted under the
-- figures' scope, which officers of banner and city have, so that scope sees whether there is a consent: whose, for what, withdrawn or not; never how or by whom it was given.
create policy consent_counted on consent for select to sanshe_reader
  using (city = current_setting('app.city', true)
    and division_code >= current_setting('app.figures_lo', true) and division_code < current_setting('app.figures_hi', true));
grant select (city, division_code, person_id, purpose, withdrawn_on) on consent to sanshe_reader;
