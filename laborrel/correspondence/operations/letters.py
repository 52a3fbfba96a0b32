"""A letter on its way: draft, revise, submit, comment, return, approve, withdraw. Issuing is in `issuing`."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.access.permissions import Permission
from laborrel.audit.events import record
from laborrel.correspondence.access import APPROVE_LETTER, DRAFT_LETTER, REVIEW_LETTER
from laborrel.correspondence.merging import fields_in
from laborrel.correspondence.models import Letter, LetterAct, LetterTemplate
from laborrel.correspondence.models.letter import LetterText
from laborrel.correspondence.refusals import EmptyLetter, OwnDraft, ReasonNeeded, UnfilledFields
from laborrel.correspondence.rich_text import as_plain, cleaned
from laborrel.correspondence.states import LETTER
from laborrel.documents.operations import placed
from laborrel.drafts.editing import save_over

_LONGEST = {"subject": 300, "salutation": 120, "closing": 120, "signer_name": 120, "signer_title": 120}


@transaction.atomic
def draft_letter(
    *,
    matter: Any,
    text: LetterText,
    by: Any,
    at: datetime,
    kind: str = "letter",
    scope: Scope | None = None,
    template: LetterTemplate | None = None,
    replaces: Letter | None = None,
) -> Letter:
    """Begin a letter on a matter, in the matter's scope unless the privileged one beside it is given."""
    letter = Letter(
        scope=placed(matter=matter, scope=scope, permission=DRAFT_LETTER, by=by),
        matter=matter,
        kind=kind,
        template=template,
        replaces=replaces,
        drafted_by=by,
        drafted_at=at,
        **tidied(text).as_columns(),
    )
    letter.save(force_insert=True)
    note_act(letter, LetterAct.Verb.DRAFTED, by=by, at=at)
    tell("correspondence.draft_letter", letter, by=by, at=at)
    return letter


@transaction.atomic
def revise_letter(*, letter: Letter, text: LetterText, revision: int, by: Any, at: datetime) -> Letter:
    """Save a new wording over the revision it was typed over; raises SomeoneElseSaved with both texts."""
    require(by, DRAFT_LETTER, letter)
    if locked(letter, by).state != "draft":
        LETTER.transition("submit", state=letter.state)  # says in words what can be done instead
    save_over(letter, revision=revision, **tidied(text).as_columns())
    note_act(letter, LetterAct.Verb.REVISED, by=by, at=at)
    tell("correspondence.revise_letter", letter, by=by, at=at, revision=letter.revision)
    return letter


@transaction.atomic
def submit_letter(*, letter: Letter, by: Any, at: datetime, reviewer: Any = None) -> Letter:
    """Hand the draft to a reviewer."""
    current = _begun(letter, "submit", DRAFT_LETTER, by)
    if not (current.subject.strip() and current.addressee.strip() and current.parts):
        raise EmptyLetter
    if unfilled := _unfilled(current):
        raise UnfilledFields(unfilled)
    return _moved(current, "submit", LetterAct.Verb.SUBMITTED, by=by, at=at, reviewer=reviewer)


@transaction.atomic
def take_back_letter(*, letter: Letter, by: Any, at: datetime) -> Letter:
    """The writer takes the draft back before the review is done."""
    current = _begun(letter, "take_back", DRAFT_LETTER, by)
    return _moved(current, "take_back", LetterAct.Verb.TAKEN_BACK, by=by, at=at)


@transaction.atomic
def comment_on_letter(*, letter: Letter, comment: str, by: Any, at: datetime) -> LetterAct:
    """A reviewer's remark on the text as it stands."""
    require(by, REVIEW_LETTER, letter)
    act = note_act(locked(letter, by), LetterAct.Verb.COMMENTED, by=by, at=at, comment=_said(comment))
    tell("correspondence.comment_on_letter", letter, by=by, at=at)
    return act


@transaction.atomic
def return_letter(*, letter: Letter, comment: str, by: Any, at: datetime) -> Letter:
    """Send the letter back to its writer, saying why; an approval is taken back with it."""
    current = _begun(letter, "return", REVIEW_LETTER, by)
    cleared = {"approved_by": None, "approved_at": None}
    return _moved(current, "return", LetterAct.Verb.RETURNED, by=by, at=at, comment=_said(comment), **cleared)


@transaction.atomic
def approve_letter(*, letter: Letter, revision: int, by: Any, at: datetime, comment: str = "") -> Letter:
    """Approve the text of the revision that was read. Nobody approves what he wrote himself."""
    current = _begun(letter, "approve", APPROVE_LETTER, by)
    if by.pk in writers_of(current):
        raise OwnDraft
    return _moved(
        current,
        "approve",
        LetterAct.Verb.APPROVED,
        by=by,
        at=at,
        over=revision,
        comment=comment.strip(),
        approved_by=by,
        approved_at=at,
    )


@transaction.atomic
def withdraw_letter(*, letter: Letter, because: str, by: Any, at: datetime) -> Letter:
    """Give a letter up before it is issued. It is kept."""
    current = _begun(letter, "withdraw", DRAFT_LETTER, by)
    cleared = {"approved_by": None, "approved_at": None}
    return _moved(current, "withdraw", LetterAct.Verb.WITHDRAWN, by=by, at=at, comment=_said(because), **cleared)


# --- shared with issuing --------------------------------------------------------------------------


def locked(letter: Letter, by: Any) -> Letter:
    """The letter as it is now, held until the end of the transaction, so that two acts cannot cross."""
    return Letter.objects.visible_to(by).select_for_update(of=("self",)).get(pk=letter.pk)


def note_act(letter: Letter, verb: str, *, by: Any, at: datetime, comment: str = "") -> LetterAct:
    return LetterAct.objects.create(
        scope_id=letter.scope_id, letter=letter, verb=verb, by=by, at=at, revision=letter.revision, comment=comment
    )


def tell(verb: str, letter: Letter, *, by: Any, at: datetime, **data: Any) -> None:
    """The one event of the verb, on the matter the letter belongs to."""
    matter: Model = letter.matter or letter
    record(verb, by=by, at=at, scope=letter.scope_id, matter=matter, subject=letter.subject, **data)


def writers_of(letter: Letter) -> frozenset[int]:
    """Everyone whose words the letter may hold."""
    return frozenset(letter.acts.filter(verb__in=LetterAct.WRITING).values_list("by_id", flat=True))


def tidied(text: LetterText) -> LetterText:
    """The text with clean markup, and no line longer than its place."""
    plain = {name: getattr(text, name).strip()[:length] for name, length in _LONGEST.items()}
    parts = tuple(
        (heading.strip()[:200], cleaned(words)) for heading, words in text.parts if heading.strip() or words.strip()
    )
    return LetterText(parts=parts, addressee=_lines(text.addressee), copies_to=_lines(text.copies_to), **plain)


def _lines(text: str) -> str:
    return "\n".join(line.strip()[:200] for line in text.splitlines() if line.strip())


def _begun(letter: Letter, verb: str, permission: Permission, by: Any) -> Letter:
    require(by, permission, letter)
    current = locked(letter, by)
    LETTER.transition(verb, state=current.state)
    return current


def _moved(
    letter: Letter,
    verb: str,
    act: str,
    *,
    by: Any,
    at: datetime,
    over: int | None = None,
    comment: str = "",
    **columns: Any,
) -> Letter:
    state = LETTER.after(verb, state=letter.state)
    save_over(letter, revision=letter.revision if over is None else over, state=state, **columns)
    note_act(letter, act, by=by, at=at, comment=comment)
    tell(f"correspondence.{verb}_letter", letter, by=by, at=at)
    return letter


def _said(comment: str) -> str:
    if not comment.strip():
        raise ReasonNeeded
    return comment.strip()[:4_000]


def _unfilled(letter: Letter) -> tuple[str, ...]:
    texts = [letter.subject, letter.addressee, letter.salutation, letter.copies_to]
    texts += [word for part in letter.parts for word in (part["heading"], as_plain(part["text"]))]
    return tuple(dict.fromkeys(field for text in texts for field in fields_in(text)))
