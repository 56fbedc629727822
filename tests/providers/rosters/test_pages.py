"""The pages of people and attrition: from a file to a contradicted claim."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.models import AttritionClaim, Provider, Roster, RosterState
from tests.people import client_of
from tests.providers.factories import provider
from tests.providers.rosters.factories import claimed, roster_upload, stored_roster, waiting_roster, work
from tests.providers.rosters.files import AS_OF, PEOPLE, text

pytestmark = pytest.mark.django_db

LAYOUT = {
    "employee_id": "employee_id",
    "start_date": "start_date",
    "end_date": "end_date",
    "function": "function",
    "site": "site",
    "employment_type": "employment_type",
    "leaving_type": "leaving_type",
    "date_format": "ISO",
    "as_of": str(AS_OF),
    "header_line": "1",
    "encoding": "utf-8",
    "separator": ",",
}


def many(leavers: int, stay: int, function: str = "Dev", first: int = 0) -> list[tuple[str, ...]]:
    """People of one function since 2022, of whom some left in the last year."""
    gone = [
        (
            f"L{first + number}",
            function,
            "Pune",
            "",
            "2022-03-01",
            f"2026-0{1 + number % 5}-15",
            "Resignation",
        )
        for number in range(leavers)
    ]
    there = [(f"S{first + number}", function, "Pune", "", "2022-03-01", "", "") for number in range(stay)]
    return [*gone, *there]


def tab(of: Provider) -> str:
    return f"/providers/{of.pk}/attrition/"


def test_a_provider_without_a_roster_is_told_what_to_ask_for() -> None:
    page = client_of("procurement_lead").get(tab(provider("Kaveri"))).content.decode()

    assert "Nothing proves attrition here yet" in page
    assert "Upload a roster" in page


def test_a_claim_is_contradicted_on_the_page() -> None:
    kaveri = provider("Kaveri")
    roster = stored_roster(kaveri, text(many(20, 80)).read())
    claimed(kaveri, roster, 0.05)

    response = client_of("executive").get(tab(kaveri))

    page = response.content.decode()
    said = response.context["tab_context"]["answer"]
    # 20 leavers in (80 · 365 + 4 · (199 + 230 + 258 + 289 + 319)) / 365.25 = 94.1 person-years.
    assert (
        said
        == "The roster contradicts the claim: 21.2\u00a0% left a year (13.0–32.8\u00a0%), not 5.0\u00a0%."
    )
    assert said in page
    assert "contradicted: too low" in page
    assert response.context["tab_context"]["grade"].letter == "C"


def test_a_claim_that_holds_is_said_to_hold() -> None:
    kaveri = provider("Kaveri")
    claimed(kaveri, stored_roster(kaveri, text(many(20, 80)).read()), 0.22)

    assert (
        "The roster agrees with the claim of 22.0\u00a0%"
        in client_of("executive").get(tab(kaveri)).content.decode()
    )


def test_stated_headcounts_that_agree_raise_the_grade() -> None:
    kaveri = provider("Kaveri")
    roster = stored_roster(kaveri, text(many(20, 80)).read())
    claimed(kaveri, roster, 0.22, headcount_before=100, headcount_after=80)

    assert client_of("executive").get(tab(kaveri)).context["tab_context"]["grade"].letter == "B"


def test_small_groups_and_what_gives_them_away_are_not_shown() -> None:
    kaveri = provider("Kaveri")
    rows = [*many(5, 40), *many(0, 3, "Legal", 500), *many(2, 12, "QA", 700), *many(2, 20, "Ops", 900)]
    stored_roster(kaveri, text(rows).read())

    response = client_of("executive").get(tab(kaveri))

    rows_of = response.context["tab_context"]["picture"].functions
    hidden = {row.name: row.is_small for row in rows_of if row.is_hidden}
    assert [row.name for row in rows_of] == ["Dev", "Ops", "QA", "Legal"]
    assert hidden == {"QA": False, "Legal": True}
    assert "Too few people to show without naming them." in response.content.decode()
    assert "Not shown: it would give a smaller one away." in response.content.decode()


def test_the_page_costs_the_same_for_ten_and_ten_thousand_people() -> None:
    small, large = provider("Small"), provider("Large")
    claimed(small, stored_roster(small, text(many(3, 10)).read()))
    claimed(large, stored_roster(large, text(many(3_000, 7_000)).read()))
    client = client_of("executive")
    counts = []
    for each in (small, large):
        client.get(tab(each))
        with CaptureQueriesContext(connection) as queries:
            client.get(tab(each))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_a_file_is_uploaded_looked_at_and_read() -> None:
    kaveri = provider("Kaveri")
    client = client_of("procurement_lead")

    sent = client.post(f"/providers/{kaveri.pk}/rosters/new/", {"file": roster_upload(), "as_of": str(AS_OF)})
    roster = Roster.objects.get()
    assert sent.headers["Location"] == f"/providers/{kaveri.pk}/rosters/{roster.pk}/"
    assert "is being looked at" in client.get(sent.headers["Location"]).content.decode()
    work()
    seen = client.get(sent.headers["Location"]).content.decode()
    assert "Is the file read right?" in seen
    assert "Développement" in seen
    client.post(f"/providers/{kaveri.pk}/rosters/{roster.pk}/read/", LAYOUT)
    work()

    page = client.get(sent.headers["Location"]).content.decode()
    assert "4 of 4 rows count; 0 were set aside." in page


def test_a_changed_separator_is_looked_at_before_it_is_read() -> None:
    kaveri = provider("Kaveri")
    roster = waiting_roster(kaveri)

    client_of("procurement_lead").post(
        f"/providers/{kaveri.pk}/rosters/{roster.pk}/read/", {**LAYOUT, "separator": ";"}
    )

    roster.refresh_from_db()
    assert roster.state == RosterState.ARRIVED


def test_a_column_cannot_be_two_things() -> None:
    kaveri = provider("Kaveri")
    roster = waiting_roster(kaveri)

    page = client_of("procurement_lead").post(
        f"/providers/{kaveri.pk}/rosters/{roster.pk}/read/", {**LAYOUT, "end_date": "start_date"}
    )

    assert "This column is chosen twice." in page.content.decode()
    roster.refresh_from_db()
    assert roster.state == RosterState.WAITING


def test_a_file_of_another_kind_is_refused_on_the_form() -> None:
    kaveri = provider("Kaveri")
    picture = SimpleUploadedFile("staff.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 60)

    page = client_of("procurement_lead").post(
        f"/providers/{kaveri.pk}/rosters/new/", {"file": picture, "as_of": str(AS_OF)}
    )

    assert "By its content this file is: picture" in page.content.decode()
    assert not Roster.objects.exists()


def test_what_was_set_aside_is_told_and_leaves_as_a_workbook() -> None:
    kaveri = provider("Kaveri")
    rows = [*PEOPLE, ("9", "QA", "Pune", "", "2022-02-30", "", "")]
    roster = stored_roster(kaveri, text(rows).read())
    client = client_of("procurement_lead")

    page = client.get(f"/providers/{kaveri.pk}/rosters/{roster.pk}/").content.decode()
    book = client.get(f"/providers/{kaveri.pk}/rosters/{roster.pk}/faults/")

    assert "4 of 5 rows count; 1 was set aside." in page
    assert "this is no date in the chosen format" in page
    assert book.headers["Content-Disposition"].startswith("attachment")
    assert book.content.startswith(b"PK")


def test_who_only_reads_sees_figures_and_no_rows() -> None:
    kaveri = provider("Kaveri")
    roster = stored_roster(kaveri, text(many(5, 40)).read())

    client = client_of("evaluator")

    assert client.get(f"/providers/{kaveri.pk}/rosters/{roster.pk}/").status_code == 403
    assert f"/rosters/{roster.pk}/" not in client.get(tab(kaveri)).content.decode()


def test_a_claim_is_recorded_tested_and_withdrawn() -> None:
    kaveri = provider("Kaveri")
    stored_roster(kaveri, text(many(20, 80)).read())
    client = client_of("procurement_lead")
    typed = {"percent": "5", "after": "2025-07-01", "until": "2026-06-30", "source": "Bid, page 12"}

    client.post(f"/providers/{kaveri.pk}/claims/new/", typed)
    work()
    assert "contradicted: too low" in client.get(tab(kaveri)).content.decode()
    claim = AttritionClaim.objects.get()
    client.post(f"/providers/{kaveri.pk}/claims/{claim.pk}/withdraw/", {"reason": "Said by mistake"})

    claim.refresh_from_db()
    assert claim.withdrawn_reason == "Said by mistake"
    page = client.get(tab(kaveri)).content.decode()
    assert "contradicted" not in page
    assert "withdrawn: Said by mistake" in page


@pytest.mark.parametrize("percent", ["-1", "nan", "inf", "1e400", "many"])
def test_a_claim_that_is_no_rate_is_refused(percent: str) -> None:
    kaveri = provider("Kaveri")
    typed = {"percent": percent, "after": "2025-07-01", "until": "2026-06-30", "source": "Bid"}

    response = client_of("procurement_lead").post(f"/providers/{kaveri.pk}/claims/new/", typed)

    assert response.status_code == 200
    assert not AttritionClaim.objects.exists()
