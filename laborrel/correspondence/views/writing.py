"""Write on a draft, hand it to a reviewer, take it back, give it up, begin the letter that corrects an issued one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from laborrel.access.people import people_who_may
from laborrel.access.policy import requires
from laborrel.correspondence.access import APPROVE_LETTER, DRAFT_LETTER
from laborrel.correspondence.doors import write_url
from laborrel.correspondence.forms.letter import LetterForm, ReasonForm, SubmitForm
from laborrel.correspondence.models import Letter
from laborrel.correspondence.operations.issuing import correct_letter
from laborrel.correspondence.operations.letters import (
    revise_letter,
    submit_letter,
    take_back_letter,
    withdraw_letter,
    writers_of,
)
from laborrel.correspondence.rich_text import as_plain
from laborrel.correspondence.views.acting import letter_for, page_on
from laborrel.drafts.acting import Plain, act_on, bound
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.web.rendering import go_to


@requires(DRAFT_LETTER)
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The parts of the letter in boxes; kinds with an editor of their own are sent there."""
    letter = letter_for(request, key, DRAFT_LETTER)
    if (elsewhere := write_url(letter)) != request.path:
        return go_to(request, elsewhere)
    form = bound(request, LetterForm, letter=letter)
    page = page_on(
        letter, "Write the letter", "Save", verb="submit", said="Saved.", template="correspondence/edit.html",
        context={"letter": letter}, both_texts=lambda conflict: both_texts(form, conflict),
    )  # fmt: skip
    return act_on(request, form, lambda: save_text(request, letter, form), page)


@requires(DRAFT_LETTER)
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    letter = letter_for(request, key, DRAFT_LETTER)
    writers = writers_of(letter)
    reviewers = [person for person in people_who_may(APPROVE_LETTER, letter) if person.pk not in writers]
    form = bound(request, SubmitForm, reviewers=reviewers)
    page = page_on(letter, "Submit for review", "Submit", verb="submit", said="The letter waits for its reviewer.")

    def act() -> Letter:
        reviewer = form.cleaned_data["reviewer"]
        return submit_letter(letter=letter, by=request.user, at=timezone.now(), reviewer=reviewer)

    return act_on(request, form, act, page)


@requires(DRAFT_LETTER)
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    letter = letter_for(request, key, DRAFT_LETTER)
    form = bound(request, Plain)
    page = page_on(letter, "Take the letter back", "Take it back", verb="take_back", said="You can write on.")
    return act_on(request, form, lambda: take_back_letter(letter=letter, by=request.user, at=timezone.now()), page)


@requires(DRAFT_LETTER)
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    letter = letter_for(request, key, DRAFT_LETTER)
    form = bound(request, ReasonForm)
    page = page_on(letter, "Give the letter up", "Give it up", verb="withdraw", said="The letter was given up.")

    def act() -> Letter:
        because = form.cleaned_data["because"]
        return withdraw_letter(letter=letter, because=because, by=request.user, at=timezone.now())

    return act_on(request, form, act, page)


@requires(DRAFT_LETTER)
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """An issued letter is never changed: a new one replaces it and says so."""
    letter = letter_for(request, key, DRAFT_LETTER)
    form = bound(request, Plain)
    page = page_on(
        letter, "Correct the letter by a new one", "Begin the new letter",
        said="The new letter is begun; it says which one it replaces.", to=lambda new: new.get_absolute_url(),
    )  # fmt: skip
    return act_on(request, form, lambda: correct_letter(letter=letter, by=request.user, at=timezone.now()), page)


def save_text(request: HttpRequest, letter: Letter, form: LetterForm) -> Letter:
    """Save what was typed over the revision it was typed over."""
    revision = form.cleaned_data["revision"]
    return revise_letter(letter=letter, text=form.text(), revision=revision, by=request.user, at=timezone.now())


def both_texts(form: LetterForm, conflict: SomeoneElseSaved) -> list[dict[str, Any]]:
    """The saved and the typed letter, line by line and part by part."""
    fresh: Any = conflict.row
    typed = form.text()
    rows = [(form.fields[name].label, getattr(fresh, name), getattr(typed, name)) for name in LetterForm.LINES]
    headings = list(dict.fromkeys([*(part["heading"] for part in fresh.parts), *(each for each, _ in typed.parts)]))
    saved_parts = {part["heading"]: as_plain(part["text"]) for part in fresh.parts}
    typed_parts = {heading: as_plain(words) for heading, words in typed.parts}
    rows += [(heading or "Part", saved_parts.get(heading, ""), typed_parts.get(heading, "")) for heading in headings]
    return [
        {"label": label, "saved": saved, "typed": mine, "differs": saved != mine}
        for label, saved, mine in rows
        if saved or mine
    ]
