"""The forms of the checklist editor."""
