"""The pages on which checklists are edited."""
