-- What is said of a capacity ages until somebody says it again, or until its provider is seen to take on a case or to have served one: that is a sign of life as good as a word.
alter table resource add column alive_on date;
comment on column resource.alive_on is 'The last day on which a case was taken on or served. What was stated of the capacity ages from the later of this day and the day it was stated.';
grant update (alive_on) on resource to sanshe_party;

-- app.resource opens one resource to whoever takes a step of a case of it, or holds its owner's link: another place's duty to ask about it is put off, though its row is not seen otherwise.
create policy duty_of_opened_resource on duty to sanshe_app, sanshe_party
  using (city = current_setting('app.city', true) and subject_kind = 'resource' and current_setting('app.resource', true) <> '' and subject_id::text = current_setting('app.resource', true));
