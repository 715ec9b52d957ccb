-- The words of a record are found by the word alone. Whoever changes a record knows the words it had, and takes them away one by one:
-- a second index by record was half of what a large import wrote into this table.
drop index search_token_of_subject;

-- An index on what stands in details serves nothing here: row security asks first, and reading details is not known to keep a secret.
-- What one has arranged, and what is late elsewhere, are late referrals: few among the duties.
drop index duty_arranged;
create index duty_of_referral on duty (city, due_on) where status = 'open' and subject_kind = 'referral';
