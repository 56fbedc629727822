"""Rules and mathematics of questionnaires in plain Python: no database, no clock, no files."""
