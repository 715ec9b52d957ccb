-- The match: what was asked of the solver (frozen), what it answered (with its proof), what people decided about it.
create table match_run (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  status text not null check (status in ('queued', 'running', 'proven', 'failed', 'cancelled')),
  as_of date not null,
  weights jsonb not null,
  totals jsonb,
  proof jsonb,
  needs_listed integer,
  resources_listed integer,
  units_wanted integer,
  units_met integer,
  progress real not null default 0,
  stage text not null default 'queued' check (stage in ('queued', 'listing', 'solving', 'saving', 'ended')),
  attempt integer not null default 0,
  beat_at timestamptz,
  failure text,
  requested_by uuid not null,
  requested_by_name text not null default '',
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (city, id)
);
comment on table match_run is 'One run over the two lists: its weights and floors, how far it is, what it came to. Only a run whose proof was checked is shown as proven. beat_at is when the process that works on it last said so: an old one has died and is tried again, attempt by attempt.';
create index match_run_of_division on match_run (city, division_code, requested_at desc, id desc);
create index match_run_newest on match_run (city, requested_at desc, id desc);
create index match_run_at_work on match_run (city, beat_at) where status in ('queued', 'running');
-- one waits at a time: a second wish for the same division is granted by the first
create unique index match_run_waiting_once on match_run (city, division_code) where status = 'queued';

create table match_file (
  city text not null default current_setting('app.city'),
  run_id uuid not null,
  division_code text collate "C" not null,
  input jsonb not null,
  answer jsonb,
  primary key (city, run_id),
  foreign key (city, run_id) references match_run (city, id)
);
comment on table match_file is 'What a run was asked and what it answered, frozen: the needs and resources as numbers without names, so that it can be re-checked for ever. Apart from match_run, because it tells of residents'' needs.';

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
  points integer not null default 0,
  why jsonb not null,
  next_best jsonb not null default '[]',
  status text not null default 'proposed' check (status in ('proposed', 'accepted', 'vetoed', 'superseded')),
  is_current boolean not null default true,
  decided_by uuid,
  decided_at timestamptz,
  primary key (city, id),
  foreign key (city, run_id) references match_run (city, id),
  foreign key (city, need_id) references need (city, id),
  foreign key (city, resource_id) references resource (city, id),
  constraint proposal_once_per_run unique (city, run_id, need_id, resource_id)
);
comment on table proposal is 'One pair that a run proposes, with why and the next best. Nobody is contacted before a person has accepted it. is_current: of the last run over its community; points: the need''s priority in that run.';
create index proposal_of_run on proposal (city, run_id, division_code, points desc, id);
create index proposal_current on proposal (city, division_code, points desc, id) where is_current;
create index proposal_of_need on proposal (city, need_id);
create index proposal_holds on proposal (city, resource_id) where is_current and status = 'proposed';

create table not_yet (
  city text not null default current_setting('app.city'),
  run_id uuid not null,
  need_id uuid not null,
  division_code text collate "C" not null,
  reason text not null check (reason in ('waiting', 'noneEligible', 'eligibleButFull', 'outbid')),
  units integer not null default 1,
  points integer not null default 0,
  details jsonb not null,
  is_current boolean not null default true,
  primary key (city, run_id, need_id),
  foreign key (city, run_id) references match_run (city, id),
  foreign key (city, need_id) references need (city, id)
);
comment on table not_yet is 'Every need that a run left unmatched, with its reason and its cheapest cure.';
create index not_yet_of_run on not_yet (city, run_id, division_code, points desc, need_id);
create index not_yet_current on not_yet (city, division_code, points desc, need_id) where is_current;
create index not_yet_of_need on not_yet (city, need_id) where is_current;

create table match_gap (
  city text not null default current_setting('app.city'),
  id uuid not null,
  run_id uuid not null,
  division_code text collate "C" not null,
  item text,
  resource_id uuid,
  unmet_units integer not null default 0,
  gain jsonb not null,
  rank integer not null,
  primary key (city, id),
  foreign key (city, run_id) references match_run (city, id),
  foreign key (city, resource_id) references resource (city, id),
  check ((item is null) <> (resource_id is null))
);
comment on table match_gap is 'What to add, and what one more unit of it would bring: an item in a community where needs stayed unmet, or a unit of a resource that is full (division_code is then the resource''s).';
create index match_gap_of_run on match_gap (city, run_id, rank);

do $$
declare t text;
begin
  foreach t in array array['match_rule', 'proposal', 'not_yet', 'match_file'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$I on %2$I to sanshe_app
      using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))$p$, t || '_seen', t);
    execute format('grant select, insert, update on %I to sanshe_app', t);
  end loop;
end $$;
alter table match_run enable row level security;
alter table match_run force row level security;
-- A run over the banner speaks of the community too, so those below see that it was and what it came to; whose needs it was about stands in tables of their own.
create policy match_run_seen on match_run to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))));
-- but one asks, cancels and writes for one's own place only
create policy match_run_written on match_run as restrictive for insert to sanshe_app
  with check (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy match_run_changed on match_run as restrictive for update to sanshe_app
  using (division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update on match_run to sanshe_app;
alter table match_gap enable row level security;
alter table match_gap force row level security;
create policy match_gap_seen on match_gap to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true), current_setting('app.above_township', true))));
grant select, insert, update on match_gap to sanshe_app;
