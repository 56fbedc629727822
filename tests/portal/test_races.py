"""Several at the same moment: a link and a code let one in, tries are counted, nobody is asked twice."""

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from assessments.actions.asking import ask_newcomer
from assessments.actions.refusals import Refused
from assessments.models import Asking, Release
from outsourcing.audit.models import AuditEvent
from providers import actions
from providers.domain.secrets import hash_of
from providers.models import MOST_TRIES, Contact, SignInCode
from tests.assessments.test_races import at_once
from tests.portal.world import asked, code_in, path_in, work_off

pytestmark = pytest.mark.django_db(transaction=True)


def code_for(email: str) -> tuple[str, Callable[[str], Contact | None]]:
    """A code that was mailed, and how it is given in the browser that asked for it."""
    actions.ask_for_code(email=email, address="", browser="a browser", now=timezone.now())
    work_off("providers.codes")

    def give(code: str) -> Contact | None:
        return actions.redeem_code(browser="a browser", typed=code, address="", now=timezone.now())

    return code_in(), give


def test_of_eight_who_use_one_link_at_once_one_comes_in() -> None:
    asked()
    token_hash = hash_of(path_in().split("/")[-2])
    press = partial(actions.accept_invitation, token_hash=token_hash, address="", now=timezone.now())

    outcomes = at_once(*[press] * 8)

    assert sum(isinstance(outcome, Contact) for outcome in outcomes) == 1
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert AuditEvent.objects.filter(action="invitation.accepted").count() == 1


def test_of_eight_who_give_one_code_at_once_one_comes_in() -> None:
    code, give = code_for(asked().contact.email)

    outcomes = at_once(*[partial(give, code)] * 8)

    assert sum(isinstance(outcome, Contact) for outcome in outcomes) == 1
    assert AuditEvent.objects.filter(action="contact.signed_in").count() == 1


def test_twelve_guesses_at_once_are_five_tries() -> None:
    code, give = code_for(asked().contact.email)
    wrong = [f"{(int(code) + number) % 10**8:08d}" for number in range(1, 13)]

    outcomes = at_once(*(partial(give, guess) for guess in wrong))

    assert outcomes == [None] * 12
    assert SignInCode.objects.get().tries == MOST_TRIES
    assert give(code) is None


def test_somebody_who_is_asked_by_two_at_once_is_asked_once() -> None:
    of = asked()
    now = timezone.now()
    ask = partial(
        ask_newcomer,
        by=of.lead.as_actor(),
        assessment=of.assessment,
        name="Ravi Menon",
        email="ravi@kaveri.example",
        sections=[],
        note="",
        expires_at=now,
        now=now,
        mail=False,
    )

    outcomes = at_once(*[ask] * 4)

    assert sum(isinstance(outcome, Asking) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert Contact.objects.filter(email="ravi@kaveri.example").count() == 1
    assert Asking.objects.filter(invitation__contact__name="Ravi Menon").count() == 1
    assert Release.objects.count() == 0
