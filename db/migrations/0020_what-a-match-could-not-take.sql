-- A run is asked for every open need, and cannot take those that wait for consent or verification. They are counted apart, so that what it came to is not
-- mistaken for what it failed at. Apart from not_yet, because officers see runs and nobody's need. Null for runs ended before.
alter table match_run add column units_for_consent integer;
alter table match_run add column units_for_verification integer;
