"""What the picture of both sides is drawn from."""

from assessments.charts import SidesOnScale
from assessments.views.culture.words import CultureWords, ScaleLine


def rows_of_picture(words: CultureWords) -> tuple[SidesOnScale, ...]:
    """Every scale that is known, as shares of its length, in the order of the checklist."""
    return tuple(_row(line) for line in words.lines if line.reading.gap)


def _row(line: ScaleLine) -> SidesOnScale:
    ours, theirs, band = line.ours, line.theirs, line.band
    return SidesOnScale(
        title=line.title,
        levels=line.reading.levels,
        ours=ours.place if ours else None,
        theirs=theirs.place if theirs else None,
        we_see=ours.view_of_other if ours else None,
        they_see=theirs.view_of_other if theirs else None,
        band=str(band[0]) if band else "",
        is_uncertain=line.is_uncertain,
    )
