-- The log says from which address somebody acted, and for which place or organisation: the protection of such systems asks for the first,
-- whoever reads who looked at their file for the second. Rows from before have neither; the chain is hashed without what a row does not have,
-- so that it holds over old rows and new.
alter table audit add column source_address text; -- the default comes after, so that no old row is given this migration's
alter table audit alter column source_address set default nullif(current_setting('app.source_address', true), '');
alter table audit add column actor_place text;
comment on column audit.source_address is 'The address that the request came from; behind the city''s own proxy, the one that the proxy names. Null for jobs and the command line.';
comment on column audit.actor_place is 'The organisation or division that the actor acted for, by its name then.';

-- Everybody may see what they themselves have read: so that a page which asks anew by itself is one reading, not many.
create policy audit_of_own_readings on audit for select to sanshe_party
  using (city = current_setting('app.city', true) and outcome = 'read' and account_id::text = current_setting('app.actor', true));

-- An auditor has to tell one file from another without being told whose it is: the first character of the name, as everywhere that masks it.
alter table person add column masked_name text generated always as (left(full_name, 1) || '**') stored;
comment on column person.masked_name is 'The name as those see it who do not work with the person.';
grant select (masked_name) on person to sanshe_reader;
