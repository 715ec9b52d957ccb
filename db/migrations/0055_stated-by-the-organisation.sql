-- How much an organisation can carry, and spend in a month, is its own to say: its manager states these two, of the own organisation, and changes nothing else of the record.
grant update (unit_cap, monthly_budget_fen, version, updated_at) on organization to sanshe_party;
create policy organization_limits on organization for update to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.organization', true));
