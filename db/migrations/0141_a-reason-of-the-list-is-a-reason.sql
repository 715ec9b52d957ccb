-- A provider that cannot after all names one of its reasons; words besides are its own to add.
alter table referral drop constraint referral_closed_says_why;
alter table referral add constraint referral_closed_says_why check (status not in ('failed', 'withdrawn') or closed_reason is not null or (status = 'failed' and decline_code is not null));
