"""A roster on its way in: too large, half sent, sent twice, refused; what was there before stays."""

import tracemalloc
from datetime import date
from functools import partial
from io import RawIOBase
from time import process_time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from outsourcing.audit.models import AuditEvent
from outsourcing.files.claims import file_faults
from outsourcing.files.places import arriving_folder
from outsourcing.jobs.models import OwedWork
from providers.models import Contact, Provider, Roster, RosterState
from providers.queries.rosters import visible_rosters
from tests.assessments.test_races import at_once
from tests.people import actor, client_of
from tests.portal.world import come_in, path_in
from tests.providers.factories import contact, provider
from tests.providers.rosters.asking import asked_for
from tests.providers.rosters.bombs import far_cell
from tests.providers.rosters.factories import roster_upload, stored_roster, uploaded, work
from tests.providers.rosters.files import AS_OF, text

BOUNDARY = "a0b1c2"
LARGE = 300_000_000


def before_file(name: str) -> bytes:
    """The beginning of a form in which the file comes first, as on the page."""
    disposition = f'form-data; name="file"; filename="{name}"'
    return f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\nContent-Type: text/csv\r\n\r\n".encode()


def after_file(as_of: date) -> bytes:
    """Its end."""
    field = f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="as_of"\r\n\r\n{as_of}\r\n'
    return f"{field}--{BOUNDARY}--\r\n".encode()


class Sent(RawIOBase):
    """What a browser sends, made as it is read: a beginning, so many bytes of a table, an end."""

    def __init__(self, begin: bytes, size: int, end: bytes) -> None:
        self._begin, self._left, self._end = begin, size, end
        self.length = len(begin) + size + len(end)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; as many as are asked for while there are any."""
        piece, self._begin = self._begin[:size], self._begin[size:]
        more = min(self._left, size - len(piece))
        self._left -= more
        piece += (b"8,QA,Pune,,2020-01-01,,\n" * (more // 24 + 1))[:more]
        if self._left:
            return piece
        room = size - len(piece)
        last, self._end = self._end[:room], self._end[room:]
        return piece + last


def post(client: Client, path: str, sent: Sent, length: int = 0) -> Any:
    """Send a form as it comes from outside."""
    return client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(length or sent.length),
            "wsgi.input": sent,
        }
    )


def new(of: Provider) -> str:
    """Where the house uploads."""
    return f"/providers/{of.pk}/rosters/new/"


@pytest.fixture
def asha() -> Contact:
    return contact(provider("Kaveri"), "Asha Rao", email="asha@kaveri.example")


@pytest.fixture
def portal(asha: Contact) -> Client:
    """Her browser, in the portal."""
    asked_for(asha)
    return come_in(path_in())


@pytest.mark.django_db
def test_300_megabytes_are_refused_in_little_memory_and_what_was_chosen_stays() -> None:
    kaveri = provider("Kaveri")
    client = client_of("procurement_lead")
    sent = Sent(before_file("staff.csv"), LARGE, after_file(AS_OF))
    tracemalloc.start()
    begun = process_time()

    page = post(client, new(kaveri), sent).content.decode()

    taken, peak = process_time() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "This file is larger than 120 MB, which is the most. Nothing of it was kept." in page
    assert f'value="{AS_OF}"' in page
    assert not Roster.objects.exists()
    assert list(arriving_folder().iterdir()) == []
    assert peak < 30_000_000
    assert taken < 30


@pytest.mark.django_db
def test_300_megabytes_are_refused_in_the_portal_too(portal: Client) -> None:
    sent = Sent(before_file("staff.csv"), LARGE, after_file(AS_OF))

    page = post(portal, "/portal/rosters/new/", sent).content.decode()

    assert "This file is larger than 120 MB, which is the most. Nothing of it was kept." in page
    assert f'value="{AS_OF}"' in page
    assert not Roster.objects.exists()


@pytest.mark.django_db
def test_what_is_half_sent_is_not_kept() -> None:
    kaveri = provider("Kaveri")
    earlier = stored_roster(kaveri)
    client = client_of("procurement_lead")
    whole = Sent(before_file("staff.csv"), 4_000_000, after_file(AS_OF))
    half = Sent(before_file("staff.csv"), 2_000_000, b"")

    answer = post(client, new(kaveri), half, whole.length)

    assert answer.status_code in (200, 400)
    assert list(Roster.objects.all()) == [earlier]
    assert list(arriving_folder().iterdir()) == []
    assert list(file_faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("staff.csv", b"", "This file is empty."),
        ("staff.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "By its content this file is: picture (PNG)."),
        ("staff.csv", b"%PDF-1.7\n%%EOF\n", "By its content this file is: PDF."),
        ("staff.xlsx", text().read(), "The name ends in .xlsx, but the content is: plain text."),
        ("staff.csv", b"PK\x03\x04" + b"x" * 100, "This file is damaged"),
        (
            "staff.xls",
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
            "This is a file of an old office program",
        ),
        ("staff.csv", b"MZ" + b"\0" * 100, "This is a program."),
    ],
)
def test_a_refused_file_says_why_on_the_page_inside_and_in_the_portal(
    name: str, content: bytes, words: str, asha: Contact, portal: Client
) -> None:
    earlier = stored_roster(asha.provider)
    day = "2026-05-31"

    for client, path in (
        (client_of("procurement_lead"), new(asha.provider)),
        (portal, "/portal/rosters/new/"),
    ):
        page = client.post(path, {"file": SimpleUploadedFile(name, content), "as_of": day}).content.decode()

        assert words in page
        assert f'value="{day}"' in page
    assert list(Roster.objects.all()) == [earlier]


@pytest.mark.django_db
def test_a_file_that_is_refused_as_it_is_looked_at_says_so_and_the_earlier_roster_stays(
    asha: Contact, portal: Client
) -> None:
    earlier = stored_roster(asha.provider)
    bomb = SimpleUploadedFile("staff.xlsx", far_cell())

    sent = portal.post("/portal/rosters/new/", {"file": bomb, "as_of": str(AS_OF)})
    work()

    page = portal.get(sent.headers["Location"]).content.decode()
    assert "This file was not taken." in page
    assert "This sheet has more than 200000 rows." in page
    assert "Nothing of it counts. Earlier rosters stand as they are." in page
    assert "Upload another file" in page
    earlier.refresh_from_db()
    assert earlier.state == RosterState.STORED
    assert f"/rosters/{earlier.pk}/" in portal.get("/portal/rosters/").content.decode()


@pytest.mark.django_db
def test_texts_of_other_programs_are_taken() -> None:
    kaveri = provider("Kaveri")
    client = client_of("procurement_lead")
    files = {
        "a.csv": text(encoding="utf-16-le").read(),
        "b.tsv": text(separator="\t").read(),
        "c.txt": text([("社員一", "開発ー", "東京", "", "2021-03-04", "", "")], encoding="cp932").read(),
        "d.CSV": text([("Иванов", "Разработка", "", "", "2021-03-04", "", "")], encoding="cp1251").read(),
    }

    for name, content in files.items():
        sent = client.post(new(kaveri), {"file": SimpleUploadedFile(name, content), "as_of": str(AS_OF)})
        assert sent.status_code == 302, name
    work()

    assert [each.state for each in Roster.objects.all()] == [RosterState.WAITING] * 4


@pytest.mark.django_db
def test_a_button_pressed_twice_makes_one_roster() -> None:
    kaveri = provider("Kaveri")
    client = client_of("procurement_lead")

    first, second = (
        client.post(new(kaveri), {"file": roster_upload(), "as_of": str(AS_OF)}) for _press in range(2)
    )

    assert first.headers["Location"] == second.headers["Location"]
    assert Roster.objects.count() == 1
    assert OwedWork.objects.filter(task="providers.look_at_roster").count() == 1
    assert AuditEvent.objects.filter(action="roster.uploaded").count() == 1
    assert list(file_faults()) == []


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_the_same_moment_makes_one_roster_too() -> None:
    kaveri, lead = provider("Kaveri"), actor("procurement_lead")

    found = at_once(*[partial(uploaded, kaveri, by=lead)] * 2)

    assert {roster.pk for roster in found} == {Roster.objects.get().pk}


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_are_both_heard() -> None:
    kaveri, one, other = provider("Kaveri"), actor("procurement_lead"), actor("procurement_lead")

    at_once(partial(uploaded, kaveri, by=one), partial(uploaded, kaveri, by=other))

    rosters = visible_rosters(one, kaveri)
    assert {each.uploaded_by_id for each in rosters} == {one.id, other.id}
    assert len({each.file_key for each in rosters}) == 2
