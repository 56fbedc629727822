"""Workbooks in and out: read as text within limits, written so that no text becomes a formula."""
