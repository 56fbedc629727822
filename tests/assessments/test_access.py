"""Who sees and answers what: grants alone open an assessment, and foreign equals missing."""

import pytest

from assessments.actions import (
    Refused,
    add_response,
    grant,
    open_assessment,
    record_measurement,
    revoke,
    submit_response,
)
from assessments.domain.questionnaire import Side
from assessments.models import Assessment, Capability, Grant, Response, Section
from assessments.queries import (
    answer_history,
    answerable_question,
    answerable_responses,
    filling_page,
    manageable_assessments,
    readable_answers,
    readable_responses,
    visible_assessments,
)
from assessments.queries.asked import asked_alone
from outsourcing.actors import SYSTEM, Actor, Permission
from outsourcing.audit.models import AuditEvent
from tests.assessments.factories import (
    MEASURED,
    MIRROR,
    NOW,
    answered,
    assessment,
    published,
    question,
    question_of,
    response_of,
    section,
    someone,
    subject,
)

pytestmark = pytest.mark.django_db


def give(to: Actor, assessed: Assessment, capability: Capability, section: Section | None = None) -> Grant:
    return grant(
        by=someone(),
        to_kind=to.kind,
        to_id=to.id,
        assessment=assessed,
        capability=capability,
        section=section,
    )


def rater(assessed: Assessment, name: str, side: Side = Side.EVALUATOR) -> tuple[Actor, Response]:
    person = someone(name)
    response = add_response(
        by=someone(), assessment=assessed, side=side, party=person.key, party_name=name, for_user=person.id
    )
    return person, response


def test_who_opens_an_assessment_manages_and_answers_it() -> None:
    mara = someone("Mara Keller")
    assessed = assessment(by=mara)

    assert list(visible_assessments(mara)) == [assessed]
    assert list(manageable_assessments(mara)) == [assessed]
    assert [response.side for response in answerable_responses(mara)] == ["evaluator"]


def test_a_stranger_sees_nothing_and_answers_nothing() -> None:
    assessed, stranger = assessment(), someone("Stranger")
    answered(response_of(assessed), "pace", 4)

    assert not visible_assessments(stranger).exists()
    assert not answerable_responses(stranger).exists()
    assert not readable_responses(stranger).exists()
    assert not readable_answers(stranger, assessed).exists()
    assert answerable_question(stranger, response_of(assessed), "pace") is None
    assert not answer_history(stranger, response_of(assessed), question_of(assessed, "pace"))


def test_the_same_number_as_another_kind_of_actor_is_a_stranger() -> None:
    mara = someone()
    assessment(by=mara)
    contact = Actor(kind=type(mara.kind).CONTACT, id=mara.id, name="Contact", permissions=frozenset())

    assert not visible_assessments(contact).exists()


def test_who_reads_everything_changes_nothing() -> None:
    assessed, auditor = assessment(), someone("Auditor", Permission.READ_ALL_ASSESSMENTS)
    answered(response_of(assessed), "pace", 4)

    assert list(visible_assessments(auditor)) == [assessed]
    assert [answer.value for answer in readable_answers(auditor, assessed)] == [4]
    assert not answerable_responses(auditor).exists()
    assert not manageable_assessments(auditor).exists()


def test_a_reader_reads_and_does_not_answer() -> None:
    assessed, reader = assessment(), someone()
    give(reader, assessed, Capability.READ)

    assert list(visible_assessments(reader)) == [assessed]
    assert list(readable_responses(reader)) == [response_of(assessed)]
    assert not answerable_responses(reader).exists()


def test_a_revoked_grant_opens_nothing_and_giving_twice_is_giving_once() -> None:
    assessed, reader = assessment(), someone()
    given = give(reader, assessed, Capability.READ)
    assert give(reader, assessed, Capability.READ) == given

    revoke(by=someone(), given=given)
    revoke(by=someone(), given=given)

    assert not visible_assessments(reader).exists()
    assert AuditEvent.objects.filter(action="assessment.granted").count() == 1
    assert AuditEvent.objects.filter(action="assessment.revoked").count() == 1


def test_a_rater_answers_the_own_response_alone() -> None:
    assessed = assessment()
    anna, hers = rater(assessed, "Anna")
    ben, his = rater(assessed, "Ben")

    assert list(answerable_responses(anna)) == [hers]
    assert answerable_question(anna, his, "pace") is None
    assert answerable_question(anna, response_of(assessed), "pace") is None
    assert answerable_question(ben, his, "pace") == question_of(assessed, "pace")


def test_ratings_stay_hidden_until_the_own_one_is_submitted() -> None:
    assessed = assessment()
    anna, hers = rater(assessed, "Anna")
    _ben, his = rater(assessed, "Ben")
    answered(his, "pace", 2)
    submit_response(by=someone(), response=his, now=NOW)
    assert his not in readable_responses(anna)
    assert filling_page(anna, hers).sections[0].rows[0].others == ()

    submit_response(by=anna, response=hers, now=NOW)

    assert his in readable_responses(anna)
    assert [other.value for other in filling_page(anna, hers).sections[0].rows[0].others] == [2]


def test_a_rating_in_draft_is_read_by_nobody_else() -> None:
    mara = someone()
    assessed = assessment(by=mara)
    _anna, hers = rater(assessed, "Anna")

    assert hers not in readable_responses(mara)
    assert hers not in readable_responses(someone("Auditor", Permission.READ_ALL_ASSESSMENTS))


def test_what_one_person_of_a_company_said_of_it_is_read_by_nobody_else() -> None:
    mara = someone()
    assessed = assessment(by=mara, opening_sides=["evaluator"])
    _nils, his = rater(assessed, "Nils", Side.PROVIDER)
    submit_response(by=someone(), response=his, now=NOW)

    assert his not in readable_responses(mara)


def test_a_grant_on_one_section_opens_that_section() -> None:
    assessed, helper = assessment(opening_sides=["evaluator", "provider"]), someone()
    leaders = Section.objects.get(version=assessed.version_id, key="leaders")
    give(helper, assessed, Capability.ANSWER, leaders)
    response = response_of(assessed)
    answered(response, "pace", 4)
    answered(response, "story", 5)

    assert answerable_question(helper, response, "pace") is None
    assert answerable_question(helper, response, "story") == question_of(assessed, "story")
    assert [answer.value for answer in readable_answers(helper, assessed)] == [5]


def test_a_question_that_the_side_is_not_asked_cannot_be_answered() -> None:
    mara = someone()
    assessed = assessment(by=mara, opening_sides=["provider"])

    assert answerable_question(mara, response_of(assessed, Side.PROVIDER), "pace") is None


def test_a_draft_version_cannot_be_opened() -> None:
    version = published()
    version.state = "draft"

    with pytest.raises(Exception, match="draft"):
        open_assessment(
            by=someone(), version=version, subject=subject(), title="Too early", due_on=None, now=NOW
        )


def test_a_side_that_is_asked_nothing_gets_no_response() -> None:
    with pytest.raises(Exception, match="asks nothing"):
        add_response(by=someone(), assessment=assessment(), side=Side.SPONSOR)


def test_nobody_answers_for_what_is_measured() -> None:
    mara = someone()
    assessed = assessment(section("tenure", question("attrition", MEASURED), question("pace")), by=mara)
    record_measurement(by=SYSTEM, assessment=assessed, question_key="attrition", value=10, now=NOW)

    assert [response.side for response in answerable_responses(mara)] == ["evaluator"]
    assert {response.side for response in readable_responses(mara)} == {"evaluator", "measured"}


def test_nobody_answers_for_the_company_and_for_its_provider() -> None:
    assessed = assessment(section("trust", question("candour", MIRROR, sides=["sponsor", "provider"])))
    nils, his = rater(assessed, "Nils", Side.SPONSOR)

    with pytest.raises(Refused, match="already answers for the sponsor"):
        add_response(
            by=someone(),
            assessment=assessed,
            side=Side.PROVIDER,
            party=nils.key,
            party_name="Nils",
            for_user=nils.id,
        )

    assert list(answerable_responses(nils)) == [his]
    assert rater(assessed, "Olga", Side.PROVIDER)[1].side == Side.PROVIDER


def test_who_manages_sees_who_still_owes_a_rating_and_nothing_of_it() -> None:
    mara = someone()
    assessed = assessment(by=mara)
    anna, hers = rater(assessed, "Anna")
    rater(assessed, "Ben")
    submit_response(by=anna, response=hers, now=NOW)

    assert [(one.name, one.is_waiting) for one in asked_alone(mara, assessed)] == [
        ("Ben", True),
        ("Anna", False),
    ]
    assert asked_alone(anna, assessed) == []
    assert asked_alone(someone("Auditor", Permission.READ_ALL_ASSESSMENTS), assessed) == []
