-- Whoever is asked to help must know what is wanted before saying yes, and may not see the need itself. The words travel with the referral, without what tells whose they are.
alter table referral add column urgency smallint check (urgency between 1 and 3);
alter table referral add column need_words text;
alter table referral add column wished_time text;
comment on column referral.need_words is 'The need in its words as they stood when it was offered, without the resident''s name, address and numbers: shown to the receiver before its yes.';

-- Those offered before: the same, as far as a database alone can tell names and numbers from other words.
update referral r set urgency = n.urgency, wished_time = n.wished_time,
  need_words = nullif(regexp_replace(
    replace(replace(n.description, coalesce(p.full_name, chr(1)), '（居民）'), coalesce(nullif(p.address, ''), chr(1)), '（住址）'), '(?<![0-9-])(?!(19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))[0-9][0-9 -]{5,}[0-9Xx]', '（号码）', 'g'), '')
from need n left join person p on p.city = n.city and p.id = n.person_id
where n.city = r.city and n.id = r.need_id;
