--! breaking
-- A provider's decline and a resident's refusal are two things: until now the second was a reason of the first. It becomes a state of its own, with reasons of its own.
alter table referral add column refusal_code text, add column refusal_words text;
alter table referral drop constraint referral_status_check, drop constraint referral_decline_code_check;
alter table referral no force row level security;
-- why, nobody had asked
update referral set status = 'refused', refusal_code = 'notSaid', refusal_words = decline_words, decline_code = null, decline_words = null where decline_code = 'personRefused';
alter table referral force row level security;
alter table referral
  add constraint referral_status_check check (status in ('offered', 'accepted', 'scheduled', 'delivered', 'confirmed', 'declined', 'refused', 'failed', 'withdrawn')),
  add constraint referral_decline_code_check check (decline_code in ('full', 'outsideReach', 'notQualified', 'cannotReachPerson', 'unsafe', 'other')),
  add constraint referral_refusal_code_check check (refusal_code in ('noLongerNeeded', 'wantsAnother', 'noStrangers', 'timeDoesNotSuit', 'costs', 'familyHelps', 'notSaid', 'other')),
  add constraint referral_refused_says_why check ((status = 'refused') = (refusal_code is not null));
create index referral_refused on referral (city, closed_at) where status = 'refused';
comment on column referral.refusal_code is 'Why the resident does not want this help, as it was told; a provider''s own no is decline_code.';
