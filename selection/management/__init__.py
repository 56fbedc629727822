"""Entrances from the command line."""
