"""From assessments to fit and standing, in plain Python: no database, no clock, no files."""
