"""A letter of its own, page by page: handed in, taken back, given up, issued, served, the proof taken back."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from laborrel.access.wall import reading_as
from laborrel.correspondence.forms.letter import LetterForm
from laborrel.correspondence.models import Letter, ProofOfService
from laborrel.correspondence.operations.letters import draft_letter
from laborrel.correspondence.printing import print_draft
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice
from tests.laborrel.correspondence.letters import TEXT, words


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def letter(office: SmallOffice) -> Letter:
    case = filed(office)
    with reading_as(office.holder):
        return draft_letter(matter=case, text=TEXT, by=office.holder, at=NOW)


def _now(office: SmallOffice, letter: Letter) -> Letter:
    with reading_as(office.holder):
        return Letter.objects.visible_to(office.holder).select_related("reviewer", "document").get(pk=letter.pk)


def _approved(office: SmallOffice, client_of, letter: Letter) -> str:
    url = f"/letters/{letter.key}/"
    client_of(office.holder).post(f"{url}submit/", {"reviewer": office.senior.pk})
    revision = _now(office, letter).revision
    client_of(office.senior).post(f"{url}review/", {"verb": "approve", "revision": revision})
    return url


@pytest.mark.parametrize(
    ("verb", "title"),
    [
        ("submit", "Submit for review"),
        ("edit", "Write the letter"),
        ("give-up", "Give the letter up"),
        ("issue", "Issue the letter"),
        ("serve", "Record how the letter was served"),
    ],
)
def test_the_tab_says_what_is_done_with_which_letter(office, client_of, letter, verb, title):
    page = client_of(office.holder).get(f"/letters/{letter.key}/{verb}/").content.decode()
    assert f"<title>{title}: {letter.subject} · " in page


def test_only_people_who_may_approve_are_asked_to_review(office, client_of, letter):
    page = client_of(office.holder).get(f"/letters/{letter.key}/submit/").content.decode()
    assert (">Senior<" in page, ">Same Unit<" in page, ">Counsel<" in page) == (True, False, False)


def test_the_writer_takes_it_back(office, client_of, letter):
    client, url = client_of(office.holder), f"/letters/{letter.key}/"
    client.post(f"{url}submit/", {"reviewer": ""})
    client.post(f"{url}take-back/")
    assert _now(office, letter).state == "draft"


def test_giving_up_says_why(office, client_of, letter):
    client, url = client_of(office.holder), f"/letters/{letter.key}/give-up/"
    assert client.post(url, {"because": " "}).status_code == 422
    client.post(url, {"because": "Settled meanwhile."})
    assert _now(office, letter).state == "withdrawn"


def test_approving_the_text_another_changed_meanwhile_is_a_conflict_or_a_refusal(office, client_of, letter):
    client_of(office.holder).post(f"/letters/{letter.key}/submit/", {"reviewer": ""})
    answer = client_of(office.senior).post(f"/letters/{letter.key}/review/", {"verb": "approve", "revision": 1})
    assert (answer.status_code, _now(office, letter).state) == (409, "in_review")


def test_issue_check_then_frozen_then_served_with_its_proof(office, client_of, letter):
    url, client = _approved(office, client_of, letter), client_of(office.holder)
    check = client.post(f"{url}issue/", {"method": "mail", "revision": _now(office, letter).revision})
    assert "By mail" in check.content.decode()
    client.post(f"{url}issue/", {"method": "mail", "revision": _now(office, letter).revision, "stage": "do"})
    assert _now(office, letter).document is not None
    served = {
        "method": "certified", "served_on": "3/9/2026", "served_at": "14:05", "served_by": "M. Clerk",
        "to_whom": "J. Reyes", "address": "400 Harbor Street",
    }  # fmt: skip
    early = client.post(f"{url}serve/", served | {"served_on": "3/8/2026"})
    assert (early.status_code, "before the date of the letter" in early.content.decode()) == (422, True)
    receipt = SimpleUploadedFile("receipt.txt", b"Signed for by J. Reyes.", "text/plain")
    assert client.post(f"{url}serve/", served | {"paper": receipt}).status_code == 302
    with reading_as(office.holder):
        proof = ProofOfService.objects.select_related("evidence").get()
    assert (proof.is_proven, proof.evidence.kind) == (True, "service")
    back = f"{url}service/{proof.pk}/take-back/"
    assert client.get(back).status_code == 200
    client.post(back, {"because": "It was another letter."})
    assert client.get(back).status_code == 404


def test_a_part_left_empty_is_named_before_the_issue(office, client_of, letter):
    client, url = client_of(office.holder), f"/letters/{letter.key}/"
    form = LetterForm(letter=letter)
    typed = {name: str(form.initial.get(name) or "") for name in form.fields}
    client.post(f"{url}edit/", typed | {"part_2": ""})
    _approved(office, client_of, letter)
    check = client.post(f"{url}issue/", {"method": "mail", "revision": _now(office, letter).revision}).content.decode()
    assert ("Left empty, not printed" in check, '<dd class="summary__value">Findings</dd>' in check) == (True, True)
    with reading_as(office.holder):
        assert "Findings" not in words(print_draft(Letter.objects.visible_to(office.holder).get(pk=letter.pk)))


def test_a_draft_is_not_served(office, client_of, letter):
    client, url = client_of(office.holder), f"/letters/{letter.key}/serve/"
    assert "Only an issued letter can be served" in client.get(url).content.decode()
    typed = {"method": "personal", "served_on": "3/9/2026", "served_by": "M. Clerk", "to_whom": "J. Reyes"}
    assert client.post(url, typed).status_code == 422


def test_the_draft_prints_as_a_draft(office, client_of, letter):
    answer = client_of(office.holder).get(f"/letters/{letter.key}/draft.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_one_form_sent_twice_ends_on_one_page(office, client_of, letter):
    client, url = client_of(office.holder), f"/letters/{letter.key}/submit/"
    form = {"reviewer": "", "submission": "0b8a5d1e-6f5b-4d4e-9d57-000000000002"}
    assert [client.post(url, form).status_code, client.post(url, form).status_code] == [302, 302]
    with reading_as(office.holder):
        assert list(letter.acts.values_list("verb", flat=True)) == ["drafted", "submitted"]
