-- A city or a banner may say a message in its own words. Every version is kept, and a message names the one it was written from.
create table message_text (
  city text not null default current_setting('app.city'),
  id uuid not null,
  division_code text collate "C" not null,
  occasion text not null,
  version integer not null check (version > 0),
  zh_title text, zh_body text, en_title text, en_body text,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (city, id),
  constraint message_text_once_a_version unique (city, division_code, occasion, version),
  constraint message_text_of_city_or_banner check (length(division_code) in (4, 6)),
  constraint message_text_whole check (num_nulls(zh_title, zh_body, en_title, en_body) in (0, 4)),
  foreign key (city, division_code) references division (city, code)
);
comment on table message_text is 'The words of a message as a city or a banner has them, one row a version, never changed. The newest version of the nearest place counts; one without words gives back to what stands above it, in the end to the standing text.';
alter table message_text enable row level security;
alter table message_text force row level security;
create policy message_text_seen on message_text for select to sanshe_app
  using (city = current_setting('app.city', true)
    and ((division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))
      or division_code in (current_setting('app.above_city', true), current_setting('app.above_county', true))));
create policy message_text_written on message_text for insert to sanshe_app
  with check (city = current_setting('app.city', true) and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true));
grant select, insert on message_text to sanshe_app;

alter table message add column text_id uuid;
alter table message add foreign key (city, text_id) references message_text (city, id);
comment on column message.text_id is 'The version of a place''s own words from which it was written; null for the standing text.';
