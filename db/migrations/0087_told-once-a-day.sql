-- Whoever has something due is told on the day, and on each of the working days until it rises: once a day, however often the job runs.
alter table duty add column told_on date, add column told_times smallint not null default 0;
comment on column duty.told_on is 'The last day on which its owner was reminded by the product itself; a person''s reminder stands in details.';
