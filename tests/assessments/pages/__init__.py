"""The pages of assessments and checklists."""
