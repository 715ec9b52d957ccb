-- Nothing is closed by silence: what is under way has a day on which it falls due, and a visit the day it was agreed for.
alter table referral add constraint referral_under_way_has_a_day check (status not in ('offered', 'accepted', 'scheduled', 'delivered') or due_on is not null);
alter table referral add constraint referral_scheduled_has_its_day check (status <> 'scheduled' or scheduled_for is not null);
