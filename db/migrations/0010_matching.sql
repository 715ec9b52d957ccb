-- The match: what was asked of the solver (frozen), what it answered (with its proof), what people decided about it.
create table match_run (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  status text not null check (status in ('queued', 'running', 'proven', 'failed', 'cancelled')),
  as_of date not null,
  weights jsonb not null,
  input jsonb,
  answer jsonb,
  objective text,
  needs_listed integer,
  units_wanted integer,
  units_met integer,
  progress real not null default 0,
  failure text,
  requested_by uuid not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (city, id)
);
comment on table match_run is 'One run over the two lists: frozen input, weights, answer with prices. Only a run whose proof was checked is shown as proven.';
create index match_run_of_division on match_run (city, division_code, requested_at desc);

create table match_rule (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null check (kind in ('pin', 'veto')),
  need_id uuid not null,
  resource_id uuid not null,
  reason_code text,
  reason text not null default '',
  made_by uuid not null,
  made_at timestamptz not null,
  lifted_at timestamptz,
  primary key (city, id),
  foreign key (city, need_id) references need (city, id),
  foreign key (city, resource_id) references resource (city, id)
);
comment on table match_rule is 'A reviewer''s pin or veto of a pair: a constraint of every later run until lifted.';
create unique index match_rule_once on match_rule (city, need_id, resource_id) where lifted_at is null;

create table proposal (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  run_id uuid not null,
  need_id uuid not null,
  resource_id uuid not null,
  units integer not null check (units > 0),
  why jsonb not null,
  next_best jsonb not null default '[]',
  status text not null default 'proposed' check (status in ('proposed', 'accepted', 'vetoed', 'superseded')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (city, id),
  foreign key (city, run_id) references match_run (city, id),
  foreign key (city, need_id) references need (city, id),
  foreign key (city, resource_id) references resource (city, id),
  constraint proposal_once_per_run unique (city, run_id, need_id, resource_id)
);
comment on table proposal is 'One pair that a run proposes, with why and the next best. Nobody is contacted before a person has accepted it.';
create index proposal_of_run on proposal (city, run_id, division_code, id);
create index proposal_of_need on proposal (city, need_id);

create table not_yet (
  city text not null default current_setting('app.city'),
  run_id uuid not null,
  need_id uuid not null,
  division_code text collate "C" not null,
  reason text not null check (reason in ('waiting', 'noneEligible', 'eligibleButFull', 'outbid')),
  details jsonb not null,
  primary key (city, run_id, need_id),
  foreign key (city, run_id) references match_run (city, id),
  foreign key (city, need_id) references need (city, id)
);
comment on table not_yet is 'Every need that a run left unmatched, with its reason and its cheapest cure.';
create index not_yet_of_division on not_yet (city, run_id, division_code, reason);

do $$
declare t text;
begin
  foreach t in array array['match_rule', 'proposal', 'not_yet'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))$p$, t || '_seen', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
end $$;
alter table match_run enable row level security;
alter table match_run force row level security;
create policy match_run_seen on match_run to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update on match_run to sanshe_app;
