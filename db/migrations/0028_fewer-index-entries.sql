-- A large import writes each record into every index of its table. What no query needs is not indexed; measured on 100,000 rows.

-- one index where two held nearly the same
alter table notice drop constraint notice_pkey;
drop index notice_by_kind;
alter table notice add constraint notice_pkey primary key (city, kind, id);
alter table history drop constraint history_pkey;
drop index history_of_subject;
alter table history add constraint history_pkey primary key (city, subject_id, kind, happened_at, id);

-- most duties are a station's, neither a named person's nor an organisation's
drop index duty_of_account;
drop index duty_of_organization;
create index duty_of_account on duty (city, owner_account_id, due_on) where status = 'open' and owner_account_id is not null;
create index duty_of_organization on duty (city, organization_id, due_on) where status = 'open' and organization_id is not null;
drop index evidence_of_import;

-- What became of a row is written into it once, beside what it said: without touching an index where the outcome is as expected,
-- if none depends on what is written and the page has room.
drop index import_row_waiting;
drop index import_row_made;
drop index import_row_known;
drop index import_row_by_outcome;
create index import_row_known on import_row (fingerprint, city) where fingerprint is not null;
create index import_row_by_outcome on import_row (city, import_id, outcome, ord) where outcome <> 'imported';
alter table import_row set (fillfactor = 45);
alter table evidence add column import_ord integer;
comment on column evidence.import_ord is 'The row of the import that brought it, by its place among all of them.';

-- Sizes are learnt from a small sample: it is the number of rows that plans made for an empty table lack.
alter function learn_sizes() set default_statistics_target = '10';

-- What tells rows apart comes first: with the city first, which is the same in all of them, every comparison makes two. Keys and
-- constraints keep the city first, by which rows could be shared out over servers.
drop index evidence_of_need;
create index evidence_of_need on evidence (need_id, city, heard_on);
drop index consent_of_person;
create index consent_of_person on consent (person_id, city, purpose);
drop index contact_by_phone;
create index contact_by_phone on contact (phone_index, city);
drop index contact_by_tail;
create index contact_by_tail on contact (tail_index, city);
drop index duty_of_subject;
create index duty_of_subject on duty (subject_id, city);
drop index search_token_of_subject;
create index search_token_of_subject on search_token (subject_id, city);
drop index person_of_household;
create index person_of_household on person (household_id, city);
drop index need_of_person;
create index need_of_person on need (person_id, city);
drop index import_row_by_place;
create index import_row_by_place on import_row (import_id, "row", sheet, city);
