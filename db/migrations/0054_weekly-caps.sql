-- A resource that states its capacity by the month, the term or once may say besides how many cases it takes a week at the most. Empty: only its capacity counts.
alter table resource add column weekly_cap integer constraint resource_weekly_cap_check check (weekly_cap > 0);
