-- Whom one knows one lets in: a need may ask that somebody comes who has served the person before, as a condition or as a wish. Who that is is read from the referrals.
alter table need add column same_worker text constraint need_same_worker_check check (same_worker in ('only', 'wished'));
