-- An e-mail address somebody types may be another's: nothing goes there but a code, until the code has come back.
alter table account_reach
  add column email_verified_at timestamptz,
  add column email_code_sealed bytea,
  add column email_code_until timestamptz,
  add column email_code_tries smallint not null default 0,
  add column email_codes_on date,
  add column email_codes smallint not null default 0;
comment on column account_reach.email_verified_at is 'When the code sent to this address was given back; null: nothing else is sent there.';
comment on column account_reach.email_codes is 'How many codes were sent on the day email_codes_on: a form that writes to strangers is used sparingly.';
