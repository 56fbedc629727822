"""Workbooks that leave the house: checklists, questionnaires to fill offline, assessments."""
