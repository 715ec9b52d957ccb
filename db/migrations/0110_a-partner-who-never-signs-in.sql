-- A provider whose people have no account goes through a whole referral by a link or by the code on a printed sheet. Its digest stands on the referral, beside that of
-- the resident's slip and never the same: who helped must not hold the code by which the helped one answers. A new issue makes the one before it worthless at once.
alter table referral
  add column partner_hash text,
  add column partner_issue smallint not null default 0,
  add column partner_until timestamptz,
  add column partner_by uuid,
  add column partner_by_name text,
  add column partner_opened_at timestamptz,
  add constraint referral_partner_code_once unique (city, partner_hash),
  add constraint referral_partner_code_ends check ((partner_hash is null) = (partner_until is null) and (partner_hash is null or partner_by is not null)),
  add constraint referral_codes_differ check (partner_hash is null or confirm_hash is null or partner_hash <> confirm_hash);

-- A day that the provider offers to come on is no appointment until the station or the resident has agreed to it: it holds nothing and is told beside the clock.
alter table referral
  add column proposed_for date,
  add column proposed_from time,
  add column proposed_until time,
  add column proposed_words text,
  add column proposed_name text,
  add column proposed_phone_sealed bytea,
  add column proposed_at timestamptz,
  add column proposed_by text,
  add column proposal_answer text,
  add constraint referral_proposed_hours check ((proposed_from is null) = (proposed_until is null) and proposed_from < proposed_until),
  add constraint referral_proposed_by_someone check (proposed_for is null or (proposed_at is not null and proposed_by is not null));

-- Who came, as somebody said it; contact_name is whom the resident may call, which the resource brings along and which names no visitor.
alter table referral add column visitor_name text, add column delivered_units integer check (delivered_units > 0), add column confirmation_asked_on date;
update referral r set visitor_name = r.contact_name
from resource s left join organization o on o.city = s.city and o.id = s.organization_id
where s.city = r.city and s.id = r.resource_id and r.scheduled_at is not null and r.contact_name is distinct from coalesce(s.contact_name, o.contact_name);

comment on column referral.partner_hash is 'SHA-256 of the code on the provider''s link or sheet; null: none was issued, or it was taken back. The code is made from the key and partner_issue each time it is shown, and is nowhere.';
comment on column referral.partner_by is 'Who issued the link: while nobody of the provider has an account, the next step is theirs to see to.';
comment on column referral.proposal_answer is 'Why a day that was offered does not suit, for the provider to read.';
comment on column referral.visitor_name is 'Who came or is to come, by the word of the provider; null where nobody was named.';

alter policy referral_of_party on referral
  using (city = current_setting('app.city', true)
    and ((organization_id is not null and organization_id::text = current_setting('app.organization', true))
      or (person_id is not null and person_id::text = current_setting('app.person', true))
      or (confirm_hash is not null and confirm_hash = current_setting('app.link', true))
      or (partner_hash is not null and partner_hash = current_setting('app.link', true))));

-- Once the link has opened its referral (app.record), hours can be promised for it, and what is called on shows when it is taken (app.called), never by whom.
create policy booking_by_link on booking to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.link', true) <> '' and referral_id::text = current_setting('app.record', true));
create policy booking_of_what_is_called on booking for select to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.link', true) <> '' and resource_id::text = current_setting('app.called', true));
create policy resource_that_is_called on resource for select to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.link', true) <> '' and id::text = current_setting('app.called', true));

-- The service that a provider reports by its link: the session of that referral, and in it the one whom it was for.
create policy activity_session_by_link on activity_session to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.link', true) <> '' and referral_id is not null and referral_id::text = current_setting('app.record', true));
create policy attendance_by_link on attendance to sanshe_party
  using (city = current_setting('app.city', true) and current_setting('app.link', true) <> '' and session_id::text = current_setting('app.session', true));
