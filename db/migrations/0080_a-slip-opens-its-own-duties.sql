-- Who holds a slip reaches the duties of the referral it is for, not those of every referral: the operation that has found the referral by the code opens it (`app.record`).
alter policy duty_of_party on duty
  using (city = current_setting('app.city', true)
    and ((organization_id is not null and organization_id::text = current_setting('app.organization', true))
      or (person_id is not null and person_id::text = current_setting('app.person', true))
      or (subject_kind = 'referral' and current_setting('app.link', true) <> '' and current_setting('app.record', true) <> '' and subject_id::text = current_setting('app.record', true))));
