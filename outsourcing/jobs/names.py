"""What each kind of owed work is called on its page; the apps that owe it say so."""

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


def register_work(task: str, name: str | Promise) -> None:
    """Give a kind of owed work its name in words, from `apps.ready`."""
    known = _names.setdefault(task, name)
    if known is not name and str(known) != str(name):
        raise ValueError(f"{task} has two different names.")


def name_of(task: str) -> str:
    """The name in words, or the task's own where nobody gave one."""
    return str(_names.get(task, task))
