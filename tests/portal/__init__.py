"""Tests of the portal of the providers' people."""
