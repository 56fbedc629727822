"""Redis fails in every way while people answer: everything is saved, and the scores come by themselves."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessments.models import Answer
from tests.assessments.pages.places import filling
from tests.faults.conftest import Note
from tests.faults.redis_faults import ALL, FROZEN, RedisFault
from tests.faults.scores import assert_no_wrong_score, right_scores_stand
from tests.faults.web import RealWeb, Reply, Visitor
from tests.faults.world import Form, assessments_of, forms, lead
from tests.people import PASSWORD, person
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

FIRST_CONTACT = 5.0
AFTERWARDS = 0.5
BY_ITSELF = 120.0


@pytest.mark.parametrize("fault", ALL, ids=str)
def test_answers_and_sign_ins_go_on(fault: RedisFault, redis_server: RealRedis) -> None:
    place = filling()
    newcomer = person("evaluator", password=PASSWORD)
    place.save("pace", "1")
    fault.come(redis_server)

    began = time.monotonic()
    statuses = [place.save("pace", level, version=level - 1).status_code for level in (2, 3, 4, 5)]
    signed_in = place.client.post("/account/login/", {"login": newcomer.email, "password": PASSWORD})

    assert statuses == [200] * 4
    assert signed_in.status_code == 302
    assert place.client.get("/").status_code == 200
    assert Answer.objects.get().value == 5
    assert time.monotonic() - began < FIRST_CONTACT + 6 * AFTERWARDS


@pytest.fixture
def patient_worker(redis_server: RealRedis, transactional_db: None, tmp_path: Path) -> Iterator[RealWorker]:
    """A worker at the pace of production, not of tests."""
    folder = tmp_path / "patient"
    folder.mkdir()
    worker = RealWorker(redis_server.url, folder, settings="outsourcing.settings.test", children=2)
    worker.start()
    yield worker
    redis_server.thaw()
    worker.stop()


@pytest.mark.long
@pytest.mark.parametrize("fault", ALL, ids=str)
def test_fifty_answers_are_saved_and_scored_by_themselves(
    fault: RedisFault, patient_worker: RealWorker, web: RealWeb, redis_server: RealRedis, note: Note
) -> None:
    by = lead()
    filled = forms(by, 6, 10)
    visitor = web.visitor(by)
    # The first form warms the connections that the fault then breaks.
    warm, during = filled[0], filled[1:]
    _assert_saved(_save_all(visitor, [warm], 7))

    fault.come(redis_server)
    replies = _save_all(visitor, during, 5)
    _assert_the_rest_goes_on(visitor, web, warm)
    fault.go(redis_server)
    seconds = _until_right(filled, patient_worker)

    _assert_saved(replies)
    _assert_in_time(replies)
    assert Answer.objects.filter(value=5).count() == 50
    assert_no_wrong_score()
    _tell(note, fault, replies, seconds)


@pytest.mark.long
def test_a_redis_frozen_for_minutes_holds_up_nobody_again(
    web: RealWeb, redis_server: RealRedis, note: Note
) -> None:
    by = lead()
    [form] = forms(by, 1, 1)
    visitor = web.visitor(by)
    FROZEN.come(redis_server)

    [question] = form.questions
    replies: list[Reply] = []
    began = time.monotonic()
    while time.monotonic() - began < 100:
        replies.append(visitor.save(question, len(replies), version=len(replies)))
        time.sleep(0.5)

    _assert_saved(replies)
    _assert_in_time(replies)
    _tell(note, FROZEN, replies, 0.0)


def _save_all(visitor: Visitor, filled: list[Form], value: int) -> list[Reply]:
    return [visitor.save(question, value) for form in filled for question in form.questions]


def _until_right(filled: list[Form], worker: RealWorker) -> float:
    """How long it took until every score was right."""
    began = time.monotonic()
    assessments = assessments_of(filled)

    def stand() -> bool:
        worker.keep_up()
        return right_scores_stand(assessments)

    eventually(stand, seconds=BY_ITSELF, what="all scores")
    return time.monotonic() - began


def _assert_saved(replies: list[Reply]) -> None:
    assert [reply.status for reply in replies] == [200] * len(replies)


def _assert_in_time(replies: list[Reply]) -> None:
    first, *others = [reply.seconds for reply in replies]
    assert first < FIRST_CONTACT
    assert max(others) < AFTERWARDS


def _assert_the_rest_goes_on(visitor: Visitor, web: RealWeb, form: Form) -> None:
    newcomer = person("evaluator", password=PASSWORD)
    entered = Visitor(web.port, "").post("/account/login/", login=newcomer.email, password=PASSWORD)
    assert (entered.status, entered.location) == (302, "/")
    assert {visitor.get(page).status for page in ("/", "/assessments/", "/providers/", form.page)} == {200}


def _tell(note: Note, fault: RedisFault, replies: list[Reply], seconds: float) -> None:
    first, *others = [reply.seconds for reply in replies]
    lost = sum(reply.status != 200 for reply in replies)
    slowest = max(others)
    note(f"Redis {fault}", saved=len(replies), lost=lost, first=first, slowest_after=slowest, scores=seconds)
