"""The picture a witness is shown: the days of a clock laid out as weeks, ready to draw in SVG and to read aloud."""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from laborrel.web.wording import MONTHS, WEEKDAYS, day_words

CELL_WIDTH, CELL_HEIGHT, HEAD_HEIGHT, EDGE = 120, 72, 26, 2
REASON_LETTERS, REASON_LINES = 18, 2

START, COUNTED, SKIPPED, TOLLED, EXTRA, ROLLED, DUE, OUTSIDE = KINDS = (
    "start",
    "counted",
    "skipped",
    "tolled",
    "extra",
    "rolled",
    "due",
    "outside",
)
HATCHED = frozenset({SKIPPED, ROLLED})
BAR_WORDS = {TOLLED: "clock stopped", EXTRA: "extension"}


class UnknownKindOfDay(ValueError):
    """A day of the calendar strip has a kind the strip cannot draw."""


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """One cell with its place on the sheet; `lines` is the reason, broken to fit."""

    kind: str
    x: int
    y: int
    day_label: str
    number: str
    lines: tuple[str, ...]
    is_hatched: bool
    bar_words: str  # at the first day of a bar, what the bar is
    has_bar: bool


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """The same day in words, for the table under the picture."""

    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole picture: size, cells, and the same in words."""

    width: int
    height: int
    heads: tuple[tuple[int, str], ...]
    days: tuple[DrawnDay, ...]
    spoken: tuple[SpokenDay, ...]
    kinds: tuple[str, ...]


def lay_out(weeks: Iterable[Iterable[Mapping[str, Any]]]) -> Strip:
    """Weeks of seven cells `dict(date, kind, number, reason)` to a drawing; raises UnknownKindOfDay."""
    rows = [list(week) for week in weeks]
    drawn: list[DrawnDay] = []
    previous_kind = ""
    for row_number, week in enumerate(rows):
        for column, cell in enumerate(week):
            drawn.append(_draw(cell, row_number, column, previous_kind))
            previous_kind = cell["kind"]
    flat = [cell for week in rows for cell in week]
    return Strip(
        width=7 * CELL_WIDTH + 2 * EDGE,
        height=HEAD_HEIGHT + len(rows) * CELL_HEIGHT + 2 * EDGE,
        heads=tuple((EDGE + n * CELL_WIDTH + CELL_WIDTH // 2, name) for n, name in enumerate(_weekdays(rows))),
        days=tuple(drawn),
        spoken=tuple(SpokenDay(day_words(cell["date"]), say(cell)) for cell in flat if cell["kind"] != OUTSIDE),
        kinds=tuple(kind for kind in KINDS if any(cell["kind"] == kind for cell in flat)),
    )


def say(cell: Mapping[str, Any]) -> str:
    """What this day is to the clock, in a sentence without its end stop."""
    number, reason = cell.get("number"), cell.get("reason") or ""
    counted = f"day {number}" if number is not None else ""
    because = f": {reason}" if reason else ""
    return {
        START: f"the clock starts{because}",
        COUNTED: f"{counted or 'counted'}{because}",
        SKIPPED: f"not counted{because}",
        TOLLED: f"clock stopped{because}",
        EXTRA: f"{counted or 'added'}, by extension{because}",
        ROLLED: f"the due date moves past this day{because}",
        DUE: f"due{f', {counted}' if counted else ''}{because}",
    }[cell["kind"]]


def _weekdays(rows: list[list[Mapping[str, Any]]]) -> tuple[str, ...]:
    if not rows:
        return WEEKDAYS
    return tuple(WEEKDAYS[cell["date"].weekday()] for cell in rows[0])


def _draw(cell: Mapping[str, Any], row: int, column: int, previous_kind: str) -> DrawnDay:
    kind = cell["kind"]
    if kind not in KINDS:
        raise UnknownKindOfDay(f"{kind!r} is none of {', '.join(KINDS)}.")
    begins_bar = kind in BAR_WORDS and (previous_kind != kind or column == 0)
    number = cell.get("number")
    return DrawnDay(
        kind=kind,
        x=EDGE + column * CELL_WIDTH,
        y=EDGE + HEAD_HEIGHT + row * CELL_HEIGHT,
        day_label=_day_label(cell["date"], is_first=row == 0 and column == 0),
        number="" if number is None or kind in {OUTSIDE, SKIPPED, ROLLED, TOLLED} else str(number),
        lines=_broken(_reason_drawn(kind, cell.get("reason") or "", begins_bar)),
        is_hatched=kind in HATCHED,
        bar_words=BAR_WORDS[kind] if begins_bar else "",
        has_bar=kind in BAR_WORDS,
    )


def _reason_drawn(kind: str, reason: str, begins_bar: bool) -> str:
    if kind in BAR_WORDS and not begins_bar:
        return ""  # the bar says it once
    return "" if kind == OUTSIDE else reason


def _day_label(day: date, *, is_first: bool) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}" if is_first or day.day == 1 else str(day.day)


def _broken(reason: str) -> tuple[str, ...]:
    lines = textwrap.wrap(reason, REASON_LETTERS)
    if len(lines) <= REASON_LINES:
        return tuple(lines)
    return (*lines[: REASON_LINES - 1], lines[REASON_LINES - 1][: REASON_LETTERS - 1].rstrip(" ,;:") + "…")
