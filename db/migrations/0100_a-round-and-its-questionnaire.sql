-- A round asks by a questionnaire of its own, in the version that it had when it began: every answer names the round and, of who was drawn, the door; a drawn home has a link of its own, which is answered once.
alter table response add column round_member_id uuid,
  add constraint response_round_fkey foreign key (city, round_id) references survey_round (city, id),
  add constraint response_round_member_fkey foreign key (city, round_member_id) references round_member (city, id),
  add constraint response_of_member_is_of_round check (round_member_id is null or round_id is not null);
comment on column response.round_id is 'The round of a survey it was asked in. Without round_member_id it is of somebody outside the frame, of a discussion, or came by a link that is on a wall: it is kept, and enters no estimate.';
create index response_of_round_member on response (city, round_member_id) where round_member_id is not null;

alter table questionnaire_link add column round_id uuid, add column round_member_id uuid, add column version integer,
  add constraint questionnaire_link_round_fkey foreign key (city, round_id) references survey_round (city, id),
  add constraint questionnaire_link_round_member_fkey foreign key (city, round_member_id) references round_member (city, id),
  add constraint questionnaire_link_version_fkey foreign key (city, questionnaire_id, version) references questionnaire_version (city, questionnaire_id, version),
  add constraint questionnaire_link_of_round_has_version check ((round_id is null) = (version is null) and (round_member_id is null or (round_id is not null and most_answers = 1))),
  add constraint questionnaire_link_of_member_once unique (city, round_member_id);
comment on column questionnaire_link.version is 'The version that it asks: that of its round. Null: whichever is the newest.';
comment on column questionnaire_link.round_member_id is 'The drawn home or person whose link it is; its one answer is theirs.';
create index questionnaire_link_of_round on questionnaire_link (city, round_id) where round_id is not null;
grant update (expires_on, version) on questionnaire_link to sanshe_app;

-- whoever was drawn is reached at the door, on the telephone, or by the questionnaire that they fill in themselves
alter table round_member drop constraint round_member_channel_check, add constraint round_member_channel_check check (channel in ('homeInquiry', 'phone', 'questionnaire'));
alter table round_contact drop constraint round_contact_channel_check, add constraint round_contact_channel_check check (channel in ('homeInquiry', 'phone', 'questionnaire'));

-- until a round begins its plan may be changed; the seed stays
grant update (division_code, purpose, unit, age_group, circumstances, sample_size, channels, questionnaire_id, questionnaire_version, from_on) on survey_round to sanshe_app;

-- a link's answer stands with the door it is of, and with nobody by name
alter policy response_by_link on response
  with check (city = current_setting('app.city', true) and link_hash is not null and link_hash = current_setting('app.link', true) and person_id is null and household_id is null);
