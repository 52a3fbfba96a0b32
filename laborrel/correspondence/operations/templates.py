"""Keep the office's letter templates, and begin a letter from one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record
from laborrel.correspondence.access import KEEP_TEMPLATES
from laborrel.correspondence.merging import merge
from laborrel.correspondence.models import LetterTemplate
from laborrel.correspondence.models.letter import LetterText
from laborrel.correspondence.refusals import TemplateFaulty
from laborrel.correspondence.rich_text import cleaned


@transaction.atomic
def keep_template(
    *,
    kind: str,
    title: str,
    subject: str,
    parts: Sequence[tuple[str, str]],
    known_fields: Sequence[str],
    by: Any,
    at: datetime,
) -> LetterTemplate:
    """Save the next version of a template; earlier versions stay for the letters made from them.

    Raises TemplateFaulty listing every field that no letter of this kind can fill.
    """
    require(by, KEEP_TEMPLATES)
    clean = [{"heading": heading.strip(), "text": cleaned(text)} for heading, text in parts]
    faults = _faults([subject, *(words for part in clean for words in part.values())], known_fields)
    if not (title.strip() and subject.strip() and clean):
        faults = ("it needs a title, a subject and a text", *faults)
    if faults:
        raise TemplateFaulty(faults)
    last = LetterTemplate.objects.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0
    template = LetterTemplate.objects.create(
        kind=kind,
        version=last + 1,
        title=title.strip()[:120],
        subject=subject.strip()[:300],
        parts=clean,
        written_by=by,
        written_at=at,
    )
    record("correspondence.keep_template", by=by, at=at, scope=office_scope(), label=str(template), kind=kind)
    return template


@transaction.atomic
def retire_template(*, template: LetterTemplate, by: Any, at: datetime) -> None:
    """Offer a template no longer."""
    require(by, KEEP_TEMPLATES)
    LetterTemplate.objects.filter(kind=template.kind).update(is_retired=True)
    record("correspondence.retire_template", by=by, at=at, scope=office_scope(), label=str(template))


def filled_in(
    template: LetterTemplate, fields: Mapping[str, str], *, addressee: str = "", **rest: str
) -> tuple[LetterText, tuple[str, ...]]:
    """The template's text with its fields filled from plain words, and the fields that could not be filled.

    What could not be filled stays visible in the draft; a letter with unfilled fields cannot be submitted.
    """
    subject = merge(template.subject, fields)
    merged = [subject]
    parts = []
    for part in template.parts:
        heading, text = merge(part["heading"], fields), merge(part["text"], fields, is_markup=True)
        merged += [heading, text]
        parts.append((heading.text, text.text))
    missing = tuple(dict.fromkeys(name for each in merged for name in (*each.unknown, *each.empty)))
    return LetterText(subject=subject.text, addressee=addressee, parts=tuple(parts), **rest), missing


def current_templates() -> list[LetterTemplate]:
    """The newest version of every template that is offered."""
    newest: dict[str, LetterTemplate] = {}
    for template in LetterTemplate.objects.filter(is_retired=False):
        newest.setdefault(template.kind, template)
    return sorted(newest.values(), key=lambda template: template.title)


def _faults(texts: Sequence[str], known_fields: Sequence[str]) -> tuple[str, ...]:
    sample = dict.fromkeys(known_fields, "x")
    faults: dict[str, None] = {}
    for text in texts:
        merged = merge(text, sample)
        faults |= dict.fromkeys(f"the field “{name}” is not known" for name in merged.unknown)
        faults |= dict.fromkeys(f"“{mark}” stands alone" for mark in merged.faults)
    return tuple(faults)
