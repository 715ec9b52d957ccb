-- A resource may say that each of its units also takes units of another: the bathing van that two teams share, the room that a group needs.
-- What is taken along takes nothing along itself: the generated columns let the foreign key say so, whichever of the two is changed.
alter table resource add column also_takes_id uuid,
  add column also_takes_units integer not null default 1 constraint resource_also_takes_units_check check (also_takes_units between 1 and 1000),
  add column takes_along boolean not null generated always as (also_takes_id is not null) stored,
  add column taken_takes_along boolean generated always as (case when also_takes_id is not null then false end) stored;
alter table resource add constraint resource_takes_another check (also_takes_id <> id);
alter table resource add constraint resource_city_id_takes_along_key unique (city, id, takes_along);
alter table resource add constraint resource_takes_what_takes_nothing foreign key (city, also_takes_id, taken_takes_along) references resource (city, id, takes_along);
create index resource_takes on resource (city, also_takes_id) where also_takes_id is not null;

-- A referral holds units of both. What goes along is no case and no cost of its own; it stands under the organisation of the resource that takes it, whose answer gives both back.
alter table capacity_use add column goes_along boolean not null default false, add column lent_by uuid;
alter table capacity_use drop constraint capacity_use_pkey, add constraint capacity_use_pkey primary key (city, referral_id, resource_id);
drop index capacity_use_of_organization;
create index capacity_use_of_organization on capacity_use (city, organization_id) include (units) where is_open and organization_id is not null and not goes_along;

-- The organisation that holds what goes along (lent_by) sees how much of it is taken, though the cases are another organisation's.
create policy capacity_use_of_lender on capacity_use for select to sanshe_party
  using (city = current_setting('app.city', true) and goes_along and lent_by::text = current_setting('app.organization', true));
