"""The rows of the docket as markup: one call per row, since fifty rows of template tags were half the page's time."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from grievances.queries.columns import Column, Reading, Row, in_words

_CHOICE = (
    '<td class="select"><label><input type="checkbox" name="number" value="{number}">'
    '<span class="usa-sr-only">Choose {number}</span></label></td>'
)
_NUMBER = '<th scope="row" class="number" data-label="Number"><a href="{url}" data-row>{number}</a></th>'
_SELECTED = mark_safe(" selected")


def table_body(rows: Iterable[Row], columns: tuple[Column, ...], reading: Reading) -> SafeString:
    """Every row of the page. Each value is escaped; the markup itself holds no words of a case."""
    base = reverse("grievances:docket")
    markup = f"<tr>{_CHOICE}{''.join(_cell(column) for column in columns)}</tr>\n"
    drawn = (
        format_html(
            markup,
            *_words(row, columns, reading),
            number=row["number"],
            url=f"{base}{quote(row['number'], safe='')}/",
        )
        for row in rows
    )
    return mark_safe("".join(drawn))  # noqa: S308 - each row was escaped as it was drawn


def options(choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """The options of a box: value in the address bar, words, whether it is chosen."""
    drawn = ((value, _SELECTED if is_chosen else "", words) for value, words, is_chosen in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', drawn)


def _cell(column: Column) -> str:
    if column.key == "number":
        return _NUMBER
    kind = ' class="nowrap{}"' if column.tone else ' class="nowrap"' if column.is_short else ""
    return f'<td data-label="{column.heading}"{kind}>{{}}</td>'


def _words(row: Row, columns: tuple[Column, ...], reading: Reading) -> Iterator[str]:
    for column in columns:
        if column.key == "number":
            continue
        if column.tone:
            tone = column.tone(row, reading)
            yield f" tone--{tone}" if tone else ""
        yield in_words(column.show(row, reading))
