-- Plans made while tables were small stay in use until their sizes are learnt anew. Whoever writes much at once calls this between its pieces:
-- it looks at the tables that have changed by more than half since they were last looked at, and at no other. Of several who ask at once one does it.
create or replace function learn_sizes() returns void language plpgsql security definer set search_path = public as $$
declare
  changed record;
begin
  if not pg_try_advisory_xact_lock(hashtext('learn_sizes')) then
    return;
  end if;
  for changed in select relname from pg_stat_user_tables where schemaname = 'public' and n_mod_since_analyze > 500 + n_live_tup / 2 loop
    execute format('analyze %I', changed.relname);
  end loop;
end $$;
comment on function learn_sizes() is 'Takes the statistics of the tables that have changed much, with the owner''s right and no other effect.';
