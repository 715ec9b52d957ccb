-- A question that nobody need answer, since one of the two has gone or was joined to another, is no answer "two people": it is asked again when that one is back.
alter table duplicate_question drop constraint duplicate_question_status_check,
  add constraint duplicate_question_status_check check (status in ('open', 'same', 'different', 'dropped'));
update duplicate_question set status = 'dropped' where status = 'different' and why ? 'takenBack';

-- Two people are asked about in the smallest place that holds both, for nobody below it sees both.
update duplicate_question q set division_code = case when first.division_code = second.division_code then first.division_code
    when left(first.division_code, 9) = left(second.division_code, 9) then left(first.division_code, 9) when left(first.division_code, 6) = left(second.division_code, 6) then left(first.division_code, 6) else q.city end
from person first, person second where q.kind = 'person' and first.city = q.city and first.id = q.first_id and second.city = q.city and second.id = q.second_id;

-- Whoever sees one of the two learns that somebody above has to look, and nothing of the other.
create table asked_above (
  city text not null default current_setting('app.city'),
  question_id uuid not null,
  person_id uuid not null,
  division_code text collate "C" not null,
  asked_at text collate "C" not null,
  is_open boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (city, question_id, person_id),
  foreign key (city, question_id) references duplicate_question (city, id),
  foreign key (city, person_id) references person (city, id)
);
comment on table asked_above is 'One of the two people of a question that is asked above the place where that person lives: for those who see this one alone. division_code is the person''s, asked_at the question''s.';
create index asked_above_open on asked_above (city, division_code) where is_open;
alter table asked_above enable row level security;
alter table asked_above force row level security;
create policy asked_above_seen on asked_above for all to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true));
grant select, insert, update on asked_above to sanshe_app;
insert into asked_above (city, question_id, person_id, division_code, asked_at)
  select q.city, q.id, p.id, p.division_code, q.division_code from duplicate_question q join person p on p.city = q.city and p.id in (q.first_id, q.second_id)
  where q.kind = 'person' and q.status = 'open' and p.division_code <> q.division_code;
