"""What tests of owed work may ask for."""

from tests.jobs.bells import noting_bell

__all__ = ["noting_bell"]
