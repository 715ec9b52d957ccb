-- An organisation may say how many cases it can carry at once, over all its resources together. Empty: it has not said, and only what its resources state counts.
alter table organization add column unit_cap integer constraint organization_unit_cap_check check (unit_cap >= 0);

-- What it carries now: the match asks for all organisations, and whoever offers a referral asks for one.
create index capacity_use_of_organization on capacity_use (city, organization_id) include (units) where is_open and organization_id is not null;
-- Whoever offers a referral must know what the organisation carries in all places, not only where he may look: these rows say how much, never for whom.
create policy capacity_use_carried on capacity_use for select to sanshe_app
  using (city = current_setting('app.city', true) and organization_id::text = current_setting('app.carrier', true));

-- One more unit of an organisation may be what helps most, where its resources have room.
alter table match_gap add column organization_id uuid;
alter table match_gap add constraint match_gap_organization_fkey foreign key (city, organization_id) references organization (city, id);
alter table match_gap drop constraint match_gap_check;
alter table match_gap add constraint match_gap_of_one_thing check (num_nonnulls(item, resource_id, organization_id) = 1);
comment on table match_gap is 'What to add, and what one more unit of it would bring: an item in a community where needs stayed unmet, a unit of a resource that is full, or of all that an organisation carries (division_code is then the resource''s or the organisation''s).';
