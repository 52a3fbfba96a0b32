"""What is being typed is kept for its owner, as it was typed, and shown to nobody else."""

import pytest
from django.http import QueryDict

from laborrel.access.wall import read_as
from laborrel.drafts import typing
from laborrel.drafts.models import Draft
from laborrel.drafts.typing import DraftTooLong, NoSuchForm, as_post, draft_of, drop_draft, keep_draft
from tests.factories.office import NOW

KEY = "grievances.answer:41"


@pytest.fixture
def holder(office):
    read_as(office.holder.pk)
    return office.holder


def test_a_draft_comes_back_as_it_was_typed(holder) -> None:
    typed = QueryDict("text=So+far&who=1&who=2&empty=")
    keep_draft(owner=holder, key=KEY, data=typed, at=NOW)
    assert as_post(draft_of(holder, KEY)) == typed


def test_typing_on_replaces_the_draft(holder) -> None:
    for text in ("So", "So+far"):
        keep_draft(owner=holder, key=KEY, data=QueryDict(f"text={text}"), at=NOW)
    assert [draft.fields for draft in Draft.objects.all()] == [{"text": ["So far"]}]
    drop_draft(owner=holder, key=KEY)
    assert draft_of(holder, KEY) is None


@pytest.mark.parametrize(
    "name", ["csrfmiddlewaretoken", "submission", "draft", "password", "new_password1", "oldpassword", "code"]
)
def test_secrets_are_not_kept(holder, name) -> None:
    assert keep_draft(owner=holder, key=KEY, data=QueryDict(f"{name}=x&text=y"), at=NOW).fields == {"text": ["y"]}


def test_a_zero_character_is_no_reason_to_lose_the_rest(holder) -> None:
    assert keep_draft(owner=holder, key=KEY, data=QueryDict("text=a%00b"), at=NOW).fields == {"text": ["ab"]}


def test_a_text_beyond_measure_is_refused(holder) -> None:
    with pytest.raises(DraftTooLong):
        keep_draft(owner=holder, key=KEY, data=QueryDict("text=" + "x" * 200_001), at=NOW)


@pytest.mark.parametrize("key", ["x" * 121, "a\0b"])
def test_a_key_that_no_form_has_is_refused(holder, key) -> None:
    with pytest.raises(NoSuchForm):
        keep_draft(owner=holder, key=key, data=QueryDict(), at=NOW)


def test_the_oldest_drafts_make_room(holder, monkeypatch) -> None:
    monkeypatch.setattr(typing, "MOST", 2)
    for key in ("first", "second", "third"):
        keep_draft(owner=holder, key=key, data=QueryDict("text=x"), at=NOW)
    assert set(Draft.objects.values_list("key", flat=True)) == {"second", "third"}


def test_nobody_else_sees_it_whatever_the_role(holder, office) -> None:
    keep_draft(owner=holder, key=KEY, data=QueryDict("text=CANARY"), at=NOW)
    seen = {}
    for name in ("holder", "same_unit", "senior", "administrator"):
        read_as(office.people[name].pk)
        seen[name] = Draft.objects.count()
    assert seen == {"holder": 1, "same_unit": 0, "senior": 0, "administrator": 0}


def test_the_address_keeps_what_the_browser_sends(office, client_of) -> None:
    browser = client_of(office.holder)
    answers = [
        browser.post(f"/drafts/{KEY}", {"text": "So far"}).status_code,
        browser.post(f"/drafts/{KEY}", {"text": "x" * 200_001}).status_code,
        browser.post("/drafts/" + "x" * 121, {"text": "x"}).status_code,
        browser.get(f"/drafts/{KEY}").status_code,
    ]
    assert answers == [200, 413, 404, 405]
    assert draft_of(office.holder, KEY).fields == {"text": ["So far"]}
