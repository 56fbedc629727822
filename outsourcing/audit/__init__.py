"""The trail: who did what and when, append-only and chained."""
