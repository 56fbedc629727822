"""Both sides on mirrored scales."""
