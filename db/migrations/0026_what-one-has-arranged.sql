-- My work shows also what others leave lying of what one has arranged oneself; who that was stands in the duty's details.
create index duty_arranged on duty (city, (details ->> 'arrangedBy'), due_on) where status = 'open';
update duty u set details = u.details || jsonb_build_object('arrangedBy', r.offered_by)
from referral r where u.status = 'open' and u.subject_kind = 'referral' and r.city = u.city and r.id = u.subject_id and r.offered_by <> '00000000-0000-7000-8000-000000000000';
