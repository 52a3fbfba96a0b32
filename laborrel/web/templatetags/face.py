"""The vocabulary of a page: how dates, money, statuses, forms and the standing components are written in a template."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from laborrel.web import calendar_strip as strips
from laborrel.web import form_faces, listing, wording
from laborrel.web.rendering import SUBMISSION_KEY
from laborrel.web.rendering import submission_key as submission_key_of

register = template.Library()

register.filter("day_words", lambda value: wording.day_words(value) if value else "")
register.filter("moment_words", lambda value: wording.moment_words(value) if value else "")
register.filter("clock", lambda value: wording.clock_words(value) if value else "")
register.filter("file_size", lambda value: "" if value is None else wording.size_words(int(value)))
register.filter("counted", lambda number, words: wording.counted(int(number or 0), *words.split(",")))


# --- Time and money ------------------------------------------------------------------------------
@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ filed_on|day }}`: Mon 9 Mar 2026, in a `<time>` element."""
    if not value:
        return ""
    local = wording.as_local_day(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), wording.day_words(local))


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ issued_at|moment }}`: Mon 9 Mar 2026, 2:05 pm."""
    if not value:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), wording.moment_words(value)
    )


@register.filter
def dollars(amount: Any, manner: str = "") -> str:
    """`{{ amount|dollars }}`, `{{ amount|dollars:"paper" }}` (negatives in parentheses), `"whole"`, `"whole paper"`."""
    return "" if amount is None or amount == "" else wording.dollars(amount, manner)


@register.filter
def cents(amount: int | None, manner: str = "") -> str:
    """Whole cents as dollars."""
    return "" if amount is None else wording.dollars(Decimal(amount) / 100, manner)


@register.inclusion_tag("components/due.html")
def due(item: Any, words: str = "") -> dict[str, Any]:
    """`{% due item %}`: item has `on`, `words`, `tone` (a dict or an object such as `wording.Due`)."""
    return {"item": item, "label": words}


@register.inclusion_tag("components/status.html")
def status(words: str, tone: str = "") -> dict[str, Any]:
    """`{% status "answered" %}`: a short tag; a tone only where the word speaks of time."""
    return {"words": words, "tone": tone}


# --- Forms ---------------------------------------------------------------------------------------
@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself in the house's dress; `{{ field.as_field_group }}` calls it."""
    return field.as_widget(attrs=form_faces.dress(field))


@register.inclusion_tag("components/field_errors.html")
def field_errors(field: BoundField) -> dict[str, Any]:
    """The words at the field, with the id its control is described by."""
    return {"faults": form_faces.field_faults(field), "field_id": field.auto_id}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm, title: str = "") -> dict[str, Any]:
    """`{% error_summary form other_form %}`: nothing when there is nothing wrong. Formsets may be given too."""
    return {"faults": form_faces.faults(forms), "title": title}


@register.simple_tag(takes_context=True)
def title_prefix(context: template.Context) -> str:
    """`Error: ` when a form of this page was refused (the context names `form`, `formset` or `forms`)."""
    found = [context.get("form"), context.get("formset"), *(context.get("forms") or ())]
    return "Error: " if form_faces.faults([one for one in found if one]) else ""


@register.simple_tag(takes_context=True)
def submission_key(context: template.Context) -> SafeString:
    """One act, one key: put it in every form that creates something."""
    key = submission_key_of(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', SUBMISSION_KEY, key)


# --- Lists ---------------------------------------------------------------------------------------
@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, label: str, key: str, *, default: str = "", numeric: bool = False, target: str = ""
) -> dict[str, Any]:
    """`{% sort_header "Due" "due" default="due" target="docket" %}`: a `<th>` that is a link."""
    link = listing.sort_link(context["request"], key, default=default)
    return {"label": label, "link": link, "numeric": numeric, "target": target}


@register.inclusion_tag("components/filter_chips.html", takes_context=True)
def filter_chips(context: template.Context, filters: Any, target: str = "") -> dict[str, Any]:
    """`{% filter_chips filters %}`: each filter a dict with `label`, `words`, `name`, `value`."""
    request, filters = context["request"], list(filters)
    clear_url = listing.without_filters(request, filters)
    return {"chips": listing.chips(request, filters), "clear_url": clear_url, "target": target}


# --- Blocks --------------------------------------------------------------------------------------
@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", above: str = "") -> str:
    """`{% page_header "Docket" %}<a class="usa-button" …>Log a grievance</a>{% endpage_header %}`."""
    lead_html = format_html('<p class="page-header__lead">{}</p>', lead) if lead else ""
    above_html = format_html('<p class="page-header__above">{}</p>', above) if above else ""
    verbs = format_html('<div class="verbs">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="page-header"><div class="page-header__words">{}<h1>{}</h1>{}</div>{}</div>',
        above_html,
        title,
        lead_html,
        verbs,
    )


@register.simple_block_tag
def card(content: str, title: str, sticky: bool = False, level: int = 2) -> str:
    """`{% card "What is due" sticky=True %}…{% endcard %}`."""
    return format_html(
        '<section class="card{}"><h{} class="card__title">{}</h{}>{}</section>',
        " card--sticky" if sticky else "",
        level,
        title,
        level,
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> str:
    """`{% details "Why we ask" %}…{% enddetails %}`: help where the doubt arises."""
    return format_html(
        '<details class="details"{}><summary>{}</summary><div class="details__body">{}</div></details>',
        mark_safe(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> str:
    """`{% inset %}…{% endinset %}`: words that stand beside the text and need no action."""
    return format_html('<div class="inset">{}</div>', content)


@register.simple_block_tag
def notice(content: str, kind: str = "info", heading: str = "") -> str:
    """`{% notice "warning" heading="…" %}…{% endnotice %}`: kinds info, success, warning, error. It stays."""
    heading_html = format_html('<p class="usa-alert__heading">{}</p>', heading) if heading else ""
    return format_html(
        '<div class="usa-alert usa-alert--slim usa-alert--{}"><div class="usa-alert__body">{}'
        '<div class="usa-alert__text">{}</div></div></div>',
        kind,
        heading_html,
        content,
    )


@register.inclusion_tag("components/calendar_strip.html")
def calendar_strip(weeks: Any, title: str, strip_id: str = "strip", words_open: bool = False) -> dict[str, Any]:
    """`{% calendar_strip weeks "Step 2 answer: 15 working days from Mon 2 Mar 2026" %}`."""
    return {"strip": strips.lay_out(weeks), "title": title, "strip_id": strip_id, "words_open": words_open}
