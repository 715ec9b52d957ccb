-- A number by which a resident follows a need: nine letters out of sixty random bits, and a tenth that a slip of the pen betrays. It counts nothing up and tells nothing.
-- No two of a million needs share one (2 in 100 that it happens once in their whole life; then the one statement is refused and can be sent again).
-- The letters and the tenth are those of needs/core/reference.ts; a test holds the two together.
create function need_reference() returns text language plpgsql volatile as $$
declare
  letters constant text := '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  one constant text := replace(gen_random_uuid()::text, '-', '');
  other constant text := replace(gen_random_uuid()::text, '-', '');
  rest bigint := ('x' || left(one, 12) || right(other, 3))::bit(60)::bigint;
  sum integer := 0;
  reference text := '';
begin
  for place in 1..9 loop
    reference := reference || substr(letters, (rest % 31)::integer + 1, 1);
    sum := sum + place * (rest % 31)::integer;
    rest := rest / 31;
  end loop;
  return reference || substr(letters, sum % 31 + 1, 1);
end $$;

alter table need add column reference text not null default need_reference();
alter table need add constraint need_reference_once unique (city, reference);
comment on column need.reference is 'The number by which a resident asks where the need stands, with the last four digits of a telephone on record.';

-- Whoever follows comes with the number as app.link, which lets this one row through to the operation; what leaves that is one word, and only if the digits agree.
create policy need_followed on need for select to sanshe_party
  using (city = current_setting('app.city', true) and reference = current_setting('app.link', true));
