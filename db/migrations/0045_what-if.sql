-- A what-if is a run like any other, over the frozen lists of the run that it copies with some changes: it has the same progress, proof, sealed file and check.
-- It proposes nothing: no proposal, no unmet need and no gap is written for it, so that nothing of it can become work or a figure.
alter table match_run add column kind text not null default 'match' check (kind in ('match', 'whatIf'));
alter table match_run add column based_on uuid;
alter table match_run add column changes jsonb;
alter table match_run add column comparison jsonb;
alter table match_run add column forecast jsonb;
alter table match_run add constraint match_run_copies check ((kind = 'whatIf') = (based_on is not null) and (kind = 'whatIf') = (changes is not null));
alter table match_run add foreign key (city, based_on) references match_run (city, id);
comment on column match_run.kind is 'match: its proposals are reviewed and become work. whatIf: tried on paper, never work.';
comment on column match_run.comparison is 'Of a what-if: the copied run and this one side by side, in sums.';
comment on column match_run.forecast is 'Of a what-if that adds things: what each was foreseen to bring beside those before it, and whether the run bore it out.';
create index match_run_copied on match_run (city, based_on) where based_on is not null;
-- a what-if waits for its own sake, a match for all who wish for one
drop index match_run_waiting_once;
create unique index match_run_waiting_once on match_run (city, division_code) where status = 'queued' and kind = 'match';

create table match_hand (
  city text not null default current_setting('app.city'),
  run_id uuid not null,
  rank integer not null,
  division_code text collate "C" not null,
  kind text not null check (kind in ('noLongerMet', 'newlyMet', 'moved')),
  need_id uuid,
  item text not null,
  urgency smallint not null,
  units_before integer not null,
  units_after integer not null,
  given_before jsonb not null,
  given_after jsonb not null,
  primary key (city, run_id, rank),
  foreign key (city, run_id) references match_run (city, id),
  foreign key (city, need_id) references need (city, id)
);
comment on table match_hand is 'The needs that fare otherwise in a what-if than in the run it copies, and by whom; without need_id those that are only supposed.';
alter table match_hand enable row level security;
alter table match_hand force row level security;
create policy match_hand_seen on match_hand to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true));
grant select, insert on match_hand to sanshe_app;
