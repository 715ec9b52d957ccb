-- A questionnaire is answered without an account, by whoever holds a link or photographs its code: until a day, and so many times at the most. Nobody's name goes with it.
create table questionnaire_link (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null check (left(division_code, 4) = city),
  questionnaire_id uuid not null,
  code_hash text not null,
  place text not null check (length(place) between 1 and 100),
  expires_on date not null,
  most_answers integer not null check (most_answers between 1 and 100000),
  answers integer not null default 0,
  closed_on date,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (city, id),
  foreign key (city, questionnaire_id) references questionnaire (city, id),
  constraint questionnaire_link_code_once unique (city, code_hash),
  constraint questionnaire_link_not_beyond check (answers between 0 and most_answers)
);
comment on table questionnaire_link is 'A link by which a questionnaire is answered without an account. code_hash is the SHA-256 of its code, which is made from the key each time it is shown and stored nowhere. answers counts how many came by it.';
create index questionnaire_link_of_questionnaire on questionnaire_link (city, questionnaire_id, made_at desc);
alter table response add foreign key (city, link_id) references questionnaire_link (city, id);

alter table questionnaire_link enable row level security;
alter table questionnaire_link force row level security;
create policy questionnaire_link_seen on questionnaire_link to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert, update (closed_on) on questionnaire_link to sanshe_app;

-- The holder of the code sees that one row, counts their answer in it, and writes the answer; they read no answers.
create policy questionnaire_link_held on questionnaire_link to sanshe_party
  using (city = current_setting('app.city', true) and code_hash = current_setting('app.link', true));
grant select, update (answers) on questionnaire_link to sanshe_party;
create policy response_by_link on response for insert to sanshe_party
  with check (city = current_setting('app.city', true) and link_hash is not null and link_hash = current_setting('app.link', true) and person_id is null);
grant insert on response to sanshe_party;

-- Once the link has been found, the questionnaire that it names is opened for that transaction, as a need is by app.need.
create policy questionnaire_opened on questionnaire for select to sanshe_party
  using (city = current_setting('app.city', true) and id::text = current_setting('app.questionnaire', true));
create policy questionnaire_version_opened on questionnaire_version for select to sanshe_party
  using (city = current_setting('app.city', true) and questionnaire_id::text = current_setting('app.questionnaire', true));
grant select on questionnaire, questionnaire_version to sanshe_party;
