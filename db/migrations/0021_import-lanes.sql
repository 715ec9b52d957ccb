-- Communities of a sheet that share no number, no phone and no row about another row can be brought in side by side.
alter table import add column lanes jsonb not null default '[]';
comment on column import.lanes is 'Lists of communities whose rows have nothing to do with one another''s; [] if all rows go one after another.';
alter table import_row add column home_code text collate "C";
comment on column import_row.home_code is 'The community of the record, while it waits to be brought in.';
