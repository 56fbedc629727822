"""From a stored table to the figures that questionnaires take."""

from datetime import date
from typing import IO, Any

from providers.domain.attrition.measures import MEASURES_VERSION, Scope, figures_data, measure
from providers.ingest.tables import read_table


def measured_figures(table: IO[bytes], as_of: date, scope: Scope) -> tuple[dict[str, Any], int]:
    """The figures of one choice of functions and sites, and the version of the engine that computed them."""
    return figures_data(measure(read_table(table).spells, as_of, scope)), MEASURES_VERSION
