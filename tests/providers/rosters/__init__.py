"""Rosters: files of every shape, read right or refused in words."""
