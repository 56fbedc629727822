"""Rosters from files: what a file holds, how it is laid out, and its rows with every fault named."""

from providers.ingest.inspecting import Inspected, inspect
from providers.ingest.reading import ReadRoster, read_roster
from providers.ingest.refusals import RosterRefused
from providers.ingest.rows import SetAside

__all__ = ["Inspected", "ReadRoster", "RosterRefused", "SetAside", "inspect", "read_roster"]
