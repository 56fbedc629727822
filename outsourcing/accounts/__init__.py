"""People: who signs in, which roles they hold, and what those allow."""
