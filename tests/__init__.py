"""Tests of Parity."""
