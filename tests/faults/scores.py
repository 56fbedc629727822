"""Whether scores are right: stored, current, of the newest input, and what recomputing gives."""

from collections.abc import Iterable
from io import StringIO

from django.core.management import call_command
from django.db.models import Count, F

from assessments.models import Assessment, Scorecard
from assessments.queries import live_score, scorecards_for


def right_score_stands(assessed: Assessment) -> bool:
    """The stored score is of the newest input and is what the page computes from the answers now."""
    stored = scorecards_for([assessed.pk])[assessed.pk]
    now = live_score(Assessment.objects.get(pk=assessed.pk))
    return not stored.is_out_of_date and stored.low == now.low and stored.high == now.high


def right_scores_stand(assessments: Iterable[Assessment]) -> bool:
    """The same for all of them."""
    return all(map(right_score_stands, assessments))


def assert_no_wrong_score() -> None:
    """At this very moment nothing half computed stands, and nowhere two current scorecards."""
    call_command("verify_scores", stdout=StringIO())
    current = Scorecard.objects.filter(is_current=True).values("assessment").annotate(cards=Count("pk"))
    assert not current.filter(cards__gt=1).exists()
    ahead = Scorecard.objects.filter(input_version__gt=F("assessment__input_version"))
    assert not ahead.exists()


def assert_trail_is_whole() -> None:
    """The chain of the trail has no gap and no change."""
    call_command("verify_audit", stdout=StringIO())
