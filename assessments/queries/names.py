"""Words for what the trail and owed work name by number: which assessment and question, not what was said."""

from collections.abc import Mapping, Sequence

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _

from assessments.models import Assessment, Response
from assessments.queries.questionnaires import questionnaire_of
from outsourcing.audit.naming import Namer, numbers
from providers.models import Provider


def namers() -> Mapping[str, Namer]:
    """For each kind of object that hangs on a response or an assessment, by its name in the trail."""
    found: dict[str, Namer] = {"assessments.response": _responses}
    for model in apps.get_app_config("assessments").get_models():
        if _has(model, "response") and _has(model, "question"):
            found[model._meta.label_lower] = _answers_of(model)
        elif _has(model, "assessment") and model is not Response:
            found[model._meta.label_lower] = _parts_of(model)
    return found


def assessments_by_number(keys: Sequence[str]) -> Mapping[str, str]:
    """The titles of assessments."""
    rows = Assessment.objects.filter(pk__in=numbers(keys)).values_list("pk", "title")
    return {str(pk): title for pk, title in rows}


def providers_by_number(keys: Sequence[str]) -> Mapping[str, str]:
    """The names of providers."""
    rows = Provider.objects.filter(pk__in=numbers(keys)).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


def _responses(keys: Sequence[str]) -> Mapping[str, str]:
    rows = Response.including_set_aside.filter(pk__in=numbers(keys)).select_related("assessment")
    return {str(row.pk): _response_in_words(row) for row in rows}


def _answers_of(model: type[Model]) -> Namer:
    """What hangs on a question of a response."""

    def name(keys: Sequence[str]) -> Mapping[str, str]:
        rows = model._base_manager.filter(pk__in=numbers(keys))
        found = list(rows.values_list("pk", "response", "question__key"))
        responses = Response.including_set_aside.select_related("assessment__version").in_bulk(
            [row[1] for row in found]
        )
        return {str(pk): _answer_in_words(responses.get(response), key) for pk, response, key in found}

    return name


def _parts_of(model: type[Model]) -> Namer:
    """What hangs on an assessment as a whole."""

    def name(keys: Sequence[str]) -> Mapping[str, str]:
        rows = model._base_manager.filter(pk__in=numbers(keys)).values_list("pk", "assessment__title")
        return {str(pk): title for pk, title in rows if title}

    return name


def _answer_in_words(response: Response | None, key: str) -> str:
    if response is None:
        return key
    said = {"number": _number(response, key), "response": _response_in_words(response)}
    return _("question %(number)s of %(response)s") % said


def _number(response: Response, key: str) -> str:
    sections = questionnaire_of(response.assessment.version).sections
    for number, section in enumerate(sections, start=1):
        for place, question in enumerate(section.questions, start=1):
            if question.key == key:
                return f"{number}.{place}"
    return key


def _response_in_words(response: Response) -> str:
    side = str(response.get_side_display())
    party = f"{side}, {response.party_name}" if response.party_name else side
    return f"{response.assessment.title} ({party})"


def _has(model: type[Model], name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).concrete)
    except FieldDoesNotExist:
        return False
