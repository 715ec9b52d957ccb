-- After an import one looks at exactly the needs that it brought a hearing of. `need_id` third, so that whether a need is of an import is one look-up;
-- the rest with it, so that the index alone says how many they are and until when they were heard, within the range that the reader may see.
create index evidence_of_import on evidence (import_id, city, need_id) include (division_code, heard_on) where import_id is not null and struck_on is null;
