-- The map of a run tells officers of banner and city how many units were met and how many not, by place. They see nobody's need, so it is counted by the reader's role, which knew how many needs there are but not how many units.
grant select (units) on proposal, not_yet to sanshe_reader;
