-- Every minute a job asks which needs have come back lately: declines have their index, "not helped" gets its own.
create index referral_not_helped on referral (city, closed_at) where status = 'confirmed' and not helped;
