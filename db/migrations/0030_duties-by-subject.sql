-- One index answers both: was this duty made already, and which duties has this record.
alter table duty drop constraint duty_made_once;
drop index duty_of_subject;
alter table duty add constraint duty_made_once unique (city, subject_id, kind, window_key);
