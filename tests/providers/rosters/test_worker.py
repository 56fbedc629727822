"""A real worker reads rosters: killed in the middle it is made good, and held up it holds up no score."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessments.queries import live_score, results_for, scorecards_for
from outsourcing.actors import SYSTEM
from outsourcing.files.claims import file_faults
from outsourcing.jobs.models import OwedWork, WorkState
from providers import actions
from providers.domain.rosters.layout import layout_from_json
from providers.models import Roster, RosterAnalysis, RosterState
from tests.assessments.factories import answered, assessment, response_of
from tests.providers.factories import provider
from tests.providers.rosters.bombs import far_cell
from tests.providers.rosters.factories import uploaded
from tests.providers.rosters.files import AS_OF, text
from tests.providers.rosters.test_pages import many
from tests.services.redis import RealRedis
from tests.services.waiting import eventually
from tests.services.worker import RealWorker

pytestmark = pytest.mark.worker
PEOPLE = 60_000
READ = "providers.read_roster"
Start = Callable[[str], RealWorker]


@pytest.fixture
def start(redis_server: RealRedis, transactional_db: None, tmp_path: Path) -> Iterator[Start]:
    """Starts workers, each for a queue of its own, as they run in production."""
    started: list[RealWorker] = []

    def one(queue: str) -> RealWorker:
        folder = tmp_path / queue
        folder.mkdir()
        started.append(RealWorker(redis_server.url, folder, queues=queue, with_beat=queue == "default"))
        started[-1].start()
        return started[-1]

    yield one
    for worker in started:
        worker.let_go()
        worker.kill()


def large() -> bytes:
    """A list that takes a worker a moment."""
    return text(many(0, PEOPLE)).read()


def now(roster: Roster) -> Roster:
    roster.refresh_from_db()
    return roster


def accepted_layout(roster: Roster) -> None:
    """Somebody looked at how it is read and says yes."""
    eventually(lambda: now(roster).state == RosterState.WAITING, what="the look")
    layout = layout_from_json(roster.layout or {})
    actions.accept_layout(by=SYSTEM, roster=roster, layout=layout, as_of=AS_OF)


def is_being_read() -> bool:
    return OwedWork.objects.filter(task=READ, state=WorkState.LEASED).exists()


def test_a_worker_killed_while_it_reads_holds_up_no_score_and_is_made_good_by_the_next(start: Start) -> None:
    start("default")
    uploads, kaveri = start("uploads"), provider("Kaveri")
    roster = uploaded(kaveri, large())
    accepted_layout(roster)
    eventually(is_being_read, what="the reading to begin")
    uploads.hold()
    assessed = assessment()

    answered(response_of(assessed), "pace", 4, expected=0)

    eventually(lambda: not scorecards_for([assessed.pk])[assessed.pk].is_out_of_date, what="the score")
    assert results_for([assessed.pk])[assessed.pk] == live_score(assessed)
    bomb = uploaded(kaveri, far_cell(), name="staff.xlsx")
    uploads.kill()
    half = now(roster)
    assert (half.state, half.table_key, half.rows) == (RosterState.READING, "", 0)

    uploads.start()

    eventually(lambda: now(bomb).state == RosterState.REFUSED, seconds=60, what="the refusal")
    assert "This sheet has more than 200000 rows." in bomb.refusal
    eventually(lambda: now(roster).state == RosterState.STORED, seconds=90, what="the roster")
    assert (roster.rows, roster.accepted, roster.set_aside) == (PEOPLE, PEOPLE, 0)
    computed = RosterAnalysis.objects.filter(roster=roster, computed_at__isnull=False)
    eventually(lambda: computed.count() == 2, seconds=60, what="its figures")
    assert list(file_faults()) == []
