"""The page on both sides' ways of working, and the primer on them."""
