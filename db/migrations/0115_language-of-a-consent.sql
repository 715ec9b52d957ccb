-- Whoever agrees to be written to is written to in the language in which that was asked.
alter table consent add column language text check (language in ('zh', 'en'));
comment on column consent.language is 'Of a consent to messages: the language of the page on which the resident gave it. Null: Chinese.';
