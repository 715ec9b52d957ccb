-- A duty that rises goes to another, and stays in sight of those from whom it rose: they can still do it.
alter table duty add column risen_from uuid[] not null default '{}';
comment on column duty.risen_from is 'Accounts from whom it rose since it was last given to somebody by hand; they see it still, and can do it.';
create index duty_risen on duty using gin (risen_from) where status = 'open' and risen_from <> '{}';

-- What a provider would owe, had it an account, is the station's to ask by telephone; it goes to the provider as soon as somebody there can sign in.
update duty u set details = u.details || jsonb_build_object('byTelephone', true) || case when r.organization_id is null then '{}'::jsonb else jsonb_build_object('standsInFor', r.organization_id) end
from referral r where u.status = 'open' and u.subject_kind = 'referral' and u.kind in ('answerReferral', 'scheduleReferral', 'deliverReferral') and u.organization_id is null and r.city = u.city and r.id = u.subject_id;
