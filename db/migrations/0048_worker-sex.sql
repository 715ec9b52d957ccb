-- Washing, dressing, a talk about what one tells no man, or no woman: a need may ask who comes. A resource says whom it can send; empty: it has not said.
alter table need add column worker_sex text constraint need_worker_sex_check check (worker_sex in ('female', 'male'));
alter table resource add column worker_sexes text[] not null default '{}' constraint resource_worker_sexes_check check (worker_sexes <@ array['female', 'male']);
