"""The pages of what comes back: series, their cycles side by side, last time's answers, calendars."""
