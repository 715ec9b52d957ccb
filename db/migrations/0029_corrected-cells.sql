-- What a person typed in the page in place of what stands in a cell of an imported sheet. The sheet stays as it came; read again, it is read with these.
create table import_correction (
  city text not null default current_setting('app.city'),
  import_id uuid not null,
  ord integer not null,
  nth smallint not null check (nth > 0),
  "column" smallint not null check ("column" > 0),
  kind text not null,
  division_code text collate "C" not null,
  file smallint not null,
  sheet text not null,
  "row" integer not null,
  sealed bytea not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (city, import_id, ord, nth, "column"),
  foreign key (city, import_id, ord) references import_row (city, import_id, ord)
);
comment on table import_correction is 'A cell corrected in the page, by whom and when; never changed, a later one goes before it. nth: how often its row had been corrected, by which the second of two people is told. sealed: what stood there and what was typed instead.';
alter table import_correction enable row level security;
alter table import_correction force row level security;
create policy import_correction_seen on import_correction to sanshe_app
  using (city = current_setting('app.city', true)
    and ((kind = 'needs' and division_code >= current_setting('app.lo', true) and division_code < current_setting('app.hi', true))
      or (kind <> 'needs' and division_code >= current_setting('app.own_lo', true) and division_code < current_setting('app.own_hi', true))));
grant select, insert on import_correction to sanshe_app;
