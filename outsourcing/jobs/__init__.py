"""Owed work: the database remembers what must be computed, Redis only rings the bell."""
