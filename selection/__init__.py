"""Which provider for this need."""
