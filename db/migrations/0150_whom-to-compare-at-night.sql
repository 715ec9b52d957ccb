-- Whatever two people are compared by marks the person whose it is, in the transaction that changes it: a telephone that an import or a merge adds no less than a name. A row an act, so that
-- whoever writes never waits for the search, which takes away exactly those marks that it has read.
create table person_to_compare (
  city text not null default current_setting('app.city'),
  person_id uuid not null,
  marked_by xid8 not null default pg_current_xact_id(),
  primary key (city, person_id, marked_by)
);
comment on table person_to_compare is 'People whose evidence is new or has changed since the nightly search for possible duplicates compared them. Marked by triggers, taken away in the transaction that writes what was found.';
alter table person_to_compare enable row level security;
alter table person_to_compare force row level security;
create policy person_to_compare_of_jobs on person_to_compare for all to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.lo', true) = current_setting('app.city', true))
  with check (city = current_setting('app.city', true));
grant select, insert, delete on person_to_compare to sanshe_app;

create function person_new_to_compare() returns trigger language plpgsql as $$
begin
  insert into person_to_compare (city, person_id) select city, id from made on conflict do nothing;
  return null;
end $$;
create function contact_new_to_compare() returns trigger language plpgsql as $$
begin
  insert into person_to_compare (city, person_id) select distinct city, person_id from made on conflict do nothing;
  return null;
end $$;
create function person_changed_to_compare() returns trigger language plpgsql as $$
begin
  insert into person_to_compare (city, person_id) select new.city, id from unnest(array[new.id, new.merged_into]) id where id is not null on conflict do nothing;
  return null;
end $$;
create function contact_changed_to_compare() returns trigger language plpgsql as $$
begin
  insert into person_to_compare (city, person_id) values (new.city, new.person_id) on conflict do nothing;
  return null;
end $$;

create trigger person_compared_when_new after insert on person referencing new table as made for each statement execute function person_new_to_compare();
create trigger contact_compared_when_new after insert on contact referencing new table as made for each statement execute function contact_new_to_compare();
-- also whoever another was joined to, who comes back, from a merge or from an import that was taken back, and who goes: what is asked about them is asked no more
create trigger person_compared_when_changed after update of division_code, full_name, other_names, sex, birth_date, id_index, address, merged_into, taken_back_on on person for each row
  when ((new.division_code, new.full_name, new.other_names, new.sex, new.birth_date, new.id_index, new.address, new.merged_into, new.taken_back_on)
    is distinct from (old.division_code, old.full_name, old.other_names, old.sex, old.birth_date, old.id_index, old.address, old.merged_into, old.taken_back_on))
  execute function person_changed_to_compare();
create trigger contact_compared_when_changed after update of person_id, kind, phone_index on contact for each row
  when ((new.person_id, new.kind, new.phone_index) is distinct from (old.person_id, old.kind, old.phone_index)) execute function contact_changed_to_compare();

-- Everybody once more: until now pairs of two streets were passed over.
insert into person_to_compare (city, person_id) select city, id from person where merged_into is null and taken_back_on is null;
drop index person_changed;
drop table alike_search;
