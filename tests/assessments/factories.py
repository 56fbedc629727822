"""Small checklists, and assessments of them, made through the actions themselves."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from assessments.actions import SavedAnswer, load_checklist, open_assessment, save_answer
from assessments.domain.questionnaire import Perspective, Side
from assessments.models import Assessment, Question, Response, Subject, SubjectKind, TemplateVersion
from outsourcing.actors import SYSTEM, Actor, ActorKind, Permission
from providers.models import Provider

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
_numbers = count(1)

SCALE = {"type": "scale", "levels": 5}
YES_NO = {"type": "yes_no"}
TEXT = {"type": "text", "rated": True}
NOTE = {"type": "text"}
MIRROR = {"type": "mirror", "levels": 5, "raters": 1}
MEASURED = {
    "type": "measured",
    "source": "roster.attrition",
    "answer": {"type": "percentage", "points": [{"x": 5, "value": 1}, {"x": 25, "value": 0}]},
}
PRICE = {"type": "number", "points": [{"x": 100, "value": 1}, {"x": 200, "value": 0}]}
BENCH = {"rule": "equals", "operand": "no", "applies": "always", "sentence": "There is no reserve."}

Json = Mapping[str, object]


def someone(name: str = "Mara Keller", *permissions: Permission) -> Actor:
    """An actor of its own; nothing of it needs to be in the database."""
    return Actor(ActorKind.USER, str(10_000 + next(_numbers)), name, frozenset(permissions))


def question(key: str, answer: Json = SCALE, weight: float = 1, **more: object) -> Json:
    """One question as the file of checklists holds it; the evaluators are asked unless it says otherwise."""
    sides = ["evaluator"]
    return {"key": key, "text": f"How is {key}?", "format": answer, "weight": weight, "sides": sides, **more}


def section(key: str, *questions: Json, weight: float = 1, **more: object) -> Json:
    """One section."""
    return {"key": key, "title": key.title(), "weight": weight, "questions": list(questions), **more}


def people_sections() -> Sequence[Json]:
    """Two sections, 60 to 40: pace (weight 3) and bench (weight 1, knock-out), then story (rated text)."""
    return [
        section(
            "recruiting", question("pace", SCALE, 3), question("bench", YES_NO, 1, knockout=BENCH), weight=60
        ),
        section("leaders", question("story", TEXT, 1, sides=["provider"]), weight=40),
    ]


def checklist(
    *sections: Json, key: str = "people", opening_sides: Sequence[str] = ("evaluator",), **more: object
) -> dict[str, object]:
    """One checklist as the file holds it."""
    return {
        "key": key,
        "name": key.title(),
        "purpose": "provider_fit",
        "default_weight": 15,
        "who": "evaluators",
        "recurrence": "yearly",
        "introduction": "What the people say.",
        "opening_sides": list(opening_sides),
        "sections": list(sections or people_sections()),
        **more,
    }


def published(
    *sections: Json, key: str = "", opening_sides: Sequence[str] = ("evaluator",)
) -> TemplateVersion:
    """A published version of a checklist of its own."""
    key = key or f"people-{next(_numbers)}"
    data = checklist(*sections, key=key, opening_sides=opening_sides)
    loaded = load_checklist(by=SYSTEM, data=data, position=1, now=NOW)
    return TemplateVersion.objects.select_related("template").get(template__key=key, number=loaded.version)


def subject(name: str = "") -> Subject:
    """The subject of a new provider."""
    provider = Provider.objects.create(
        name=name or f"Kaveri Research {next(_numbers)}", created_at=NOW, changed_at=NOW, changed_by="seed"
    )
    return Subject.objects.create(kind=SubjectKind.PROVIDER, provider=provider)


def assessment(
    *sections: Json,
    by: Actor | None = None,
    opening_sides: Sequence[str] = ("evaluator",),
    version: TemplateVersion | None = None,
    sealed: bool = False,
    about: Subject | None = None,
) -> Assessment:
    """An open assessment of a small checklist about a provider."""
    return open_assessment(
        by=by or someone(),
        version=version or published(*sections, opening_sides=opening_sides),
        subject=about or subject(),
        title="People of Kaveri",
        due_on=None,
        now=NOW,
        sealed_until_opened=sealed,
    )


def response_of(assessed: Assessment, side: Side = Side.EVALUATOR, party: str = "") -> Response:
    """One of its responses."""
    return Response.objects.select_related("assessment__version").get(
        assessment=assessed, side=side, party=party
    )


def question_of(assessed: Assessment, key: str) -> Question:
    """One of its questions."""
    return Question.objects.select_related("section").get(version=assessed.version_id, key=key)


def answered(
    response: Response,
    key: str,
    value: object,
    *,
    by: Actor | None = None,
    expected: int = 0,
    now: datetime = NOW,
    note: str = "",
    perspective: Perspective = Perspective.OWN,
) -> SavedAnswer:
    """An answer saved to a question of the response's checklist."""
    return save_answer(
        by=by or someone(),
        response=response,
        question=question_of(response.assessment, key),
        perspective=perspective,
        raw_value=value,
        note=note,
        expected_row_version=expected,
        now=now,
    )
