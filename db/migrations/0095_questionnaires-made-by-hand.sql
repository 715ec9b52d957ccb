-- Questionnaires are made and changed in the browser. What is being made is a draft: saved as one goes, seen by those whose own the questionnaire is to be, and a version like any other once it is published.
create table questionnaire_draft (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  questionnaire_id uuid,
  from_questionnaire_id uuid,
  from_version integer,
  title text not null check (length(title) <= 200),
  questions integer not null check (questions >= 0),
  form jsonb not null,
  revision integer not null default 1 check (revision >= 1),
  saved_by uuid not null,
  saved_by_name text not null,
  saved_at timestamptz not null,
  made_at timestamptz not null,
  ended text check (ended in ('published', 'dropped')),
  published_id uuid,
  published_version integer,
  primary key (city, id),
  foreign key (city, questionnaire_id) references questionnaire (city, id),
  foreign key (city, from_questionnaire_id, from_version) references questionnaire_version (city, questionnaire_id, version),
  foreign key (city, published_id, published_version) references questionnaire_version (city, questionnaire_id, version),
  constraint questionnaire_draft_published_as check ((coalesce(ended, '') = 'published') = (published_id is not null))
);
comment on table questionnaire_draft is 'A questionnaire while it is being made by hand. questionnaire_id: it is to be the next version of that one; from_…: what it began with. revision counts the savings, so that of two who save the second is told. A draft that is published or given up stays, and is no longer changed.';
create index questionnaire_draft_open on questionnaire_draft (city, saved_at desc) where ended is null;
create unique index questionnaire_draft_one_each on questionnaire_draft (city, questionnaire_id) where ended is null;

alter table questionnaire_draft enable row level security;
alter table questionnaire_draft force row level security;
-- nobody below reads what is not finished
create policy questionnaire_draft_seen on questionnaire_draft to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update (title, questions, form, revision, saved_by, saved_by_name, saved_at, ended, published_id, published_version) on questionnaire_draft to sanshe_app;
