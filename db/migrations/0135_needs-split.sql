-- One telling often holds two needs: the second is taken out as a need of its own, with what was heard.
alter table need add column split_from uuid;
alter table need add constraint need_split_from_fkey foreign key (city, split_from) references need (city, id);
create index need_split_off on need (city, split_from) where split_from is not null;
comment on column need.split_from is 'The need out of whose hearings this one was taken.';
