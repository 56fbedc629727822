"""Template admins say what each gap asks for: add, change, order, remove, undo."""

import pytest
from django.test import Client

from assessments.models import PreparationRule
from tests.assessments import factories
from tests.assessments.preparing.world import FORM, TRY, WALK, WRITE, Prepared, prepared
from tests.people import client_of

pytestmark = pytest.mark.django_db
LINE = {
    "question": "news",
    "occasion": "material",
    "title": "Ask what nobody said",
    "side": "sponsor",
    "audience": "Leads",
    "before": "visit",
    "within_days": "21",
    "proof": "Minutes",
}


def page_of(of: Prepared) -> str:
    return f"/templates/{of.assessment.version.template.key}/preparations/"


def at(of: Prepared, title: str, move: str = "") -> str:
    return f"{page_of(of)}{PreparationRule.objects.get(title=title).pk}/{move}"


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def order(page: str) -> list[str]:
    """The lines as they stand in the table, whatever a message says above it."""
    text = page.split("table-scale", 1)[1]
    return sorted((title for title in (WRITE, TRY, WALK, FORM) if title in text), key=text.index)


@pytest.fixture
def admin() -> Client:
    return client_of("template_admin")


def test_each_scale_stands_with_its_lines(admin: Client) -> None:
    of = prepared()
    PreparationRule.objects.filter(question_key="news").update(is_removed=True)

    text = said(admin, page_of(of))

    assert order(text) == [WRITE, TRY, WALK, FORM]
    assert "Critical gap · Provider · before the decision · within 14 days · proof: A note" in text
    assert "Nothing yet: a material or critical gap here would stand on the board" in text
    assert f'href="{page_of(of)}add/?scale=news"' in text
    key = of.assessment.version.template.key
    assert f'href="{page_of(of)}"' in said(admin, f"/templates/{key}/v1/")


def test_a_line_is_added_where_one_pressed_add(admin: Client) -> None:
    of = prepared()

    form = said(admin, f"{page_of(of)}add/?scale=news")
    added = admin.post(f"{page_of(of)}add/", LINE, follow=True)

    assert '<option value="news" selected>' in form
    assert added.redirect_chain == [(f"{page_of(of)}#news", 302)]
    assert "Added: “Ask what nobody said”." in added.content.decode()
    rule = PreparationRule.objects.get(title="Ask what nobody said")
    assert (rule.question_key, rule.occasion, rule.side, rule.before, rule.within_days) == (
        "news",
        "material",
        "sponsor",
        "visit",
        21,
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": " "}, "This field is required."),
        ({"question": "words", "occasion": "silent"}, "This scale has no silent end"),
        ({"question": "nothing"}, "Select a valid choice."),
        ({"within_days": "731"}, "less than or equal to 730"),
    ],
)
def test_what_no_gap_could_ask_for_is_refused(admin: Client, wrong: dict[str, str], words: str) -> None:
    of = prepared()
    before = PreparationRule.objects.count()

    answer = admin.post(f"{page_of(of)}add/", LINE | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert PreparationRule.objects.count() == before


def test_a_line_is_changed_moved_removed_and_put_back(admin: Client) -> None:
    of = prepared()

    admin.post(at(of, TRY), LINE | {"question": "words", "title": TRY, "proof": "The task"})
    assert PreparationRule.objects.get(title=TRY).proof == "The task"
    admin.post(at(of, FORM, "move/"), {"places": "-1"})
    assert order(said(admin, page_of(of))) == [WRITE, TRY, FORM, WALK]
    removed = admin.post(at(of, WALK, "remove/"), follow=True).content.decode()
    assert f'action="{at(of, WALK, "restore/")}"' in removed
    assert "What was begun for it stays." in removed
    assert WALK not in said(admin, page_of(of)).split("<main", 1)[1]
    admin.post(at(of, WALK, "restore/"))
    assert order(said(admin, page_of(of))) == [WRITE, TRY, FORM, WALK]


def test_whoever_changes_a_removed_line_is_told(admin: Client) -> None:
    of = prepared()
    admin.post(at(of, TRY, "remove/"))

    answer = admin.post(at(of, TRY), LINE)

    assert answer.status_code == 422
    assert "This line was removed meanwhile. What you typed was not saved." in answer.content.decode()


def test_a_checklist_without_scales_says_what_belongs_here(admin: Client) -> None:
    key = factories.published().template.key

    text = said(admin, f"/templates/{key}/preparations/")

    assert "This checklist has no mirrored scales" in text
    assert "/add/" not in text


def test_others_may_not_and_lines_of_other_checklists_are_not_there() -> None:
    of, other = prepared(), prepared()
    rule = PreparationRule.objects.filter(template=other.assessment.version.template).first()
    assert rule

    assert client_of("procurement_lead").get(page_of(of)).status_code == 403
    assert client_of("template_admin").get(f"{page_of(of)}{rule.pk}/").status_code == 404
