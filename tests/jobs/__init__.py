"""Tests of owed work."""
