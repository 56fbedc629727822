"""What each action of the trail is called in a sentence; the apps that write them say so."""

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise

_phrases: dict[str, str | Promise] = {}


def register_phrases(phrases: Mapping[str, str | Promise]) -> None:
    """Give actions their words, from `apps.ready`: `{"provider.created": _("added the provider")}`.

    They stand between the person and the thing: "Marieke added the provider Kaveri". One that ends with
    a full stop needs no thing: "Marieke signed in."
    """
    for action, phrase in phrases.items():
        known = _phrases.setdefault(action, phrase)
        if known is not phrase and str(known) != str(phrase):
            raise ValueError(f"{action} has two different phrases.")


def registered() -> Mapping[str, str | Promise]:
    """Every action that has words."""
    return dict(_phrases)


def phrase_of(action: str) -> str:
    """The words of an action; one that nobody described is read out as it is."""
    if action in _phrases:
        return str(_phrases[action])
    noun, _dot, verb = action.rpartition(".")
    return f"{noun}: {verb}".strip(": ").replace("_", " ")


def noun_of(object_type: str) -> str:
    """What a kind of object is called, such as `provider`; kinds of another version keep their own name."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type
