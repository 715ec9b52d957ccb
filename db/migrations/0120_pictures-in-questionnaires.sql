-- A question may ask for a picture. It is kept beside the answers, is seen by whoever sees them, and goes when they go.
create table response_picture (
  city text not null default current_setting('app.city'),
  response_id uuid not null,
  name text not null check (name ~ '^[0-9a-z-]{8,60}\.jpg$'),
  division_code text collate "C" not null check (left(division_code, 4) = city),
  bytes bytea not null check (octet_length(bytes) between 4 and 1048576),
  link_hash text,
  primary key (city, response_id, name),
  foreign key (city, response_id) references response (city, id) on delete cascade
);
comment on table response_picture is 'Pictures that answer questions: JPEG without what the camera wrote beside it. The answers hold their names. A correction has copies of its own.';
comment on column response_picture.link_hash is 'As in response: lets the holder of a link write this row, and read none.';

alter table response_picture enable row level security;
alter table response_picture force row level security;
create policy response_picture_seen on response_picture to sanshe_app
  using (city = current_setting('app.city', true) and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true));
grant select, insert on response_picture to sanshe_app;
create policy response_picture_by_link on response_picture for insert to sanshe_party
  with check (city = current_setting('app.city', true) and link_hash is not null and link_hash = current_setting('app.link', true));
grant insert on response_picture to sanshe_party;

-- A link that anybody may open takes so many bytes of pictures at the most.
alter table questionnaire_link add column picture_bytes bigint not null default 0;
comment on column questionnaire_link.picture_bytes is 'Of the pictures that came by it.';
grant update (picture_bytes) on questionnaire_link to sanshe_party;
