"""Turns a letter into paper: as a draft that says so, or as the one print that is frozen at issue."""

import re
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from laborrel.access.models import Scope
from laborrel.correspondence.models import Letter
from laborrel.correspondence.models.register import Method
from laborrel.correspondence.rich_text import cleaned
from laborrel.documents.pdf import render_pdf
from laborrel.organization.models import Employer
from laborrel.web.wording import day_words

_STYLES = ("paper.css", "correspondence.css")
_TAG = re.compile(r"(<[^>]*>)")
_TOGETHER = re.compile(
    r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}"
    r"|(?:Articles?|Sections?|Steps?|Rules?|Exhibits?|Appendix|Page|Nos?\.) [\dA-Z][\w.()-]{0,20}"
    r"|(?:Mr|Ms|Mrs|Dr)\. [A-Z][\w\u2019'-]{1,40})"
)
_DRAFT = "Draft, not issued"


def print_draft(letter: Letter) -> bytes:
    """The letter as it would look, marked as a draft."""
    return _printed(letter, {"draft_words": _DRAFT}, number="", on=None)


def print_letter(letter: Letter, *, number: str, on: date, method: str = "") -> bytes:
    """The paper that is issued: same letter, same number, same date, same bytes."""
    words = {"method_words": Method(method).label if method else ""}
    return _printed(letter, words, number=number, on=on)


def _printed(letter: Letter, words: dict[str, Any], *, number: str, on: date | None) -> bytes:
    reference = reference_of(letter)
    context = {
        **words,
        "title": _title(letter, number),
        "letterhead": letterhead(),
        "confidentiality_words": confidentiality_of(letter.scope),
        "foot_words": ". ".join(part for part in (*_foot(reference, number), confidentiality_of(letter.scope)) if part),
        "letter_date": on,
        "references": [pair for pair in (("Our reference", reference), ("Letter", number)) if pair[1]],
        "addressee": letter.addressee,
        "subject": letter.subject,
        "replaces_words": _replaces(letter),
        "salutation": letter.salutation,
        "parts": [part for part in parts_of(letter) if part["text"]],  # a heading over nothing is not printed
        "closing": letter.closing,
        "signer_name": letter.signer_name,
        "signer_title": letter.signer_title,
        "copies": letter.copies_to.splitlines(),
    }
    html = render_to_string("paper/correspondence/letter.html", context)
    return render_pdf(html, title=context["title"], stylesheets=_STYLES, author=_author())


def parts_of(letter: Letter) -> list[dict[str, Any]]:
    """Heading and text of each part, for paper and page alike: the one door through which rich text goes out."""
    return [
        {"heading": part["heading"], "text": mark_safe(tied(cleaned(part["text"])))}  # noqa: S308 - cleaned once more
        for part in letter.parts
    ]


def tied(markup: str) -> str:
    """Keep a citation, a date and a name's title on one line: “Article 20.4” must not break after “Article”."""
    pieces = _TAG.split(markup)
    return "".join(
        piece if piece.startswith("<") else _TOGETHER.sub(r'<span class="nowrap">\g<0></span>', piece)
        for piece in pieces
    )


def reference_of(letter: Letter) -> str:
    """The number of the matter the letter is about, as outsiders know it."""
    return str(letter.matter)[:80] if letter.matter is not None else ""


def letterhead() -> dict[str, str]:
    """Employer, office and address; an invented employer says so."""
    employer = Employer.objects.first()
    if employer is None:
        return {}
    invented = "An invented employer, for demonstration." if employer.is_invented else ""
    address = "\n".join(line for line in (employer.address.strip(), invented) if line)
    return {"employer": employer.name, "office": employer.office_name, "address": address}


def confidentiality_of(scope: Scope) -> str:
    """The mark on the paper; the inner names of scopes are none of an outsider's business."""
    if scope.kind == Scope.Kind.PRIVILEGED:
        return "Privileged and confidential"
    return "Confidential" if scope.is_confidential else ""


def _title(letter: Letter, number: str) -> str:
    return f"{letter.subject} ({number})" if number else f"{_DRAFT}: {letter.subject}"


def _foot(reference: str, number: str) -> tuple[str, str]:
    return reference, f"Letter {number}" if number else _DRAFT


def _replaces(letter: Letter) -> str:
    earlier = letter.replaces
    if earlier is None or earlier.register_entry is None or earlier.letter_date is None:
        return ""
    return f"This letter replaces letter {earlier.register_entry.number} of {day_words(earlier.letter_date)}."


def _author() -> str:
    employer = Employer.objects.first()
    return employer.name if employer else ""
