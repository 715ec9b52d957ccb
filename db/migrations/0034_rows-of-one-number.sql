-- A corrected row is compared with the rows of its own identity number, wherever in the sheet they stand, without opening all others.
alter table import_row add column person_mark bytea;
comment on column import_row.person_mark is 'Keyed digest of the identity number that the row says; null where it says none.';
