-- A chain of hashes shows what was changed in it, and not that its end was cut off, nor that somebody with the owner's rights computed it all anew.
-- So the sealer signs the last link, under the key that is not in the database.
create table audit_head (
  city text not null default current_setting('app.city'),
  sequence bigint not null,
  signature bytea not null,
  signed_at timestamptz not null default now(),
  primary key (city)
);
comment on table audit_head is 'Where the chain of audit_link ends, signed under the key outside the database. Moved on by the sealer with every batch, as long as it fits the link it names; where it does not, it stays, and the check finds it.';
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy audit_head_kept on audit_head to sanshe_app
  using (city = current_setting('app.city', true) and current_setting('app.own_lo', true) = current_setting('app.city', true))
  with check (city = current_setting('app.city', true) and current_setting('app.own_lo', true) = current_setting('app.city', true));
grant select, insert, update on audit_head to sanshe_app;
