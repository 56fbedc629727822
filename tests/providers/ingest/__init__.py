"""Files from outside are read right or refused; no database stands behind it."""
