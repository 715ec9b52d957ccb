-- A row of the log stands where the record stands that it is about, and names what it can of it without naming a resident.
-- Where an account is kept is no secret among colleagues, who see its name and the grants of their own place.
grant select (division_code) on account to sanshe_app;
-- a proposal opens the run that made it, for whoever reads figures and no residents' records
grant select (id) on proposal to sanshe_reader;
