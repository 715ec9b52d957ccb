-- One register for everything that somebody must do by a day (DESIGN §1, Duty).
create table duty (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  -- which time round: a year's renewal, a week's visit, the second offer. Empty for things that fall due once.
  window_key text not null default '',
  subject_title text not null,
  owner_role text not null,
  owner_division text collate "C" not null,
  owner_account_id uuid,
  organization_id uuid,
  person_id uuid,
  since_on date not null,
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'done', 'withdrawn')),
  escalated_level smallint not null default 0,
  escalated_at timestamptz,
  settled_at timestamptz,
  settled_by uuid,
  details jsonb not null default '{}',
  primary key (city, id),
  constraint duty_made_once unique (city, kind, subject_id, window_key)
);
comment on table duty is 'What, for whom, whose, due when, escalates to. Its identity is (kind, subject, window): making it twice makes it once. Never deleted; done, withdrawn, or open with a named owner.';
create index duty_open on duty (city, owner_role, owner_division, due_on) where status = 'open';
create index duty_of_account on duty (city, owner_account_id, due_on) where status = 'open';
create index duty_of_organization on duty (city, organization_id, due_on) where status = 'open';
create index duty_of_subject on duty (city, subject_id);
alter table duty enable row level security;
alter table duty force row level security;
create policy duty_seen on duty to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
create policy duty_of_party on duty to sanshe_party
  using (city = current_setting('app.city', true)
    and ((organization_id is not null and organization_id::text = current_setting('app.organization', true))
      or (person_id is not null and person_id::text = current_setting('app.person', true))
      or (subject_kind = 'referral' and current_setting('app.link', true) <> '')));
grant select, insert, update on duty to sanshe_app, sanshe_party;
