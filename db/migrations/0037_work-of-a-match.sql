-- The work of a match is told in steps of whatever solver there is.
update match_run set proof = (proof - 'pivots') || jsonb_build_object('steps', proof -> 'pivots') where proof ? 'pivots';
update match_file set answer = jsonb_set(answer, '{proof}', ((answer -> 'proof') - 'pivots') || jsonb_build_object('steps', answer -> 'proof' -> 'pivots')) where answer -> 'proof' ? 'pivots';
