"""Tests of the house itself: its tools, its locks, its measures, and how it starts and stops."""
