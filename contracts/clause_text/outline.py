"""Inside an article: sections, clauses and letters, told from prose by the order they keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from .document import Line
from .headings import INTEGERS, LETTERED, ROMANS, TOP_STYLES, Marker, Style, inner_readings
from .noise import trimmed
from .titles import is_title, title_of
from .top_level import Heading, Source, stands_as_heading

KIND_OF = {
    Style.SECTION: "section",
    **dict.fromkeys(INTEGERS, "numbered"),
    **dict.fromkeys(LETTERED, "letter"),
    **dict.fromkeys(ROMANS, "roman"),
}
LONGEST_GAP = 2
LONGEST_LEAP = 6
HIGHEST_FIRST_SECTION = 120


@dataclass(slots=True)
class Open:
    """A list that is being counted: its style, where it has come to, and its depth below the article."""

    style: Style
    value: tuple[int, ...]


def outline_of(
    top: Heading | None,
    span: Sequence[int],
    source: Source,
) -> list[Heading]:
    """The numbered parts on the lines of `span`, which belong to the heading `top`."""
    lines, markers, proofs = source.lines, source.markers, source.proofs
    found: list[Heading] = []
    stack: list[Open] = []
    done = -1
    for place in span:
        line = lines[place]
        if line.is_furniture or place <= done:
            continue
        proof = proofs.get(place)
        marker = proof.marker if proof and proof.marker else _chosen(lines, markers.get(place, ()), stack, top, line)
        if not marker:
            if line.hint.heading and is_title(trimmed(line.words)):
                del stack[:]
                found.append(Heading(place, place, line.said_at, "heading", "", (), trimmed(line.words), 1))
            continue
        level = _enter(stack, marker)
        title = (proof.title, proof.last) if proof else _title(marker, lines, place)
        found.append(_heading(marker, place, title, level))
        done = title[1] if title[1] > place else done
        for inner in inner_readings(marker, line) if not title[0] else []:
            if _continues(stack, inner, top, line) or inner.value == (1,):
                found.append(_heading(inner, place, ("", place), _enter(stack, inner)))
                break
    return found


def _title(marker: Marker, lines: Sequence[Line], place: int) -> tuple[str, int]:
    title = title_of(marker, lines, place)
    return title.words, title.last


def _heading(marker: Marker, place: int, title: tuple[str, int], level: int) -> Heading:
    kind = KIND_OF.get(marker.style) or ("section" if len(marker.value) == 2 else "numbered")
    return Heading(place, title[1], marker.at, kind, marker.number, marker.value, title[0], level)


def _chosen(
    lines: Sequence[Line], found: Sequence[Marker], stack: list[Open], top: Heading | None, line: Line
) -> Marker | None:
    """The reading that goes on with an open list; else the one that begins a new list; else none."""
    found = [
        marker
        for marker in found
        if marker.style not in TOP_STYLES
        and (marker.style is not Style.SECTION or stands_as_heading(lines, line, marker))
    ]
    going_on = [marker for marker in found if _continues(stack, marker, top, line)]
    if going_on:
        return max(going_on, key=lambda marker: _depth_in(stack, marker))
    return next((marker for marker in found if _begins(marker)), None)


def _depth_in(stack: list[Open], marker: Marker) -> int:
    return max((index for index, open_list in enumerate(stack) if open_list.style is marker.style), default=0)


def _continues(stack: list[Open], marker: Marker, top: Heading | None, line: Line) -> bool:
    """Whether the marker takes its place in a list or series that is already being counted."""
    if marker.style is Style.SECTION:
        return bool(marker.value) and _section_fits(marker, stack)
    if marker.style is Style.DECIMAL:
        return _decimal_fits(marker, stack, top)
    for open_list in reversed(stack):
        if open_list.style is marker.style:
            step = marker.value[0] - open_list.value[0]
            return step == 1 or (1 < step <= LONGEST_GAP and line.gap > 0)
    return False


def _begins(marker: Marker) -> bool:
    return marker.value == (1,) and marker.style not in (Style.SECTION, Style.DECIMAL)


def _section_fits(marker: Marker, stack: list[Open]) -> bool:
    """Sections rise by small steps, from 1 or on from the article before; 'Section 457(b)' is another law's."""
    before = stack[0].value if stack and stack[0].style is Style.SECTION else ()
    if not before or len(marker.value) != len(before):
        return marker.value[0] <= HIGHEST_FIRST_SECTION
    step = marker.value[-1] - before[-1] if marker.value[:-1] == before[:-1] else 1
    return marker.value > before and step <= LONGEST_LEAP


def _decimal_fits(marker: Marker, stack: list[Open], top: Heading | None) -> bool:
    """'7.3' belongs into article 7; where articles are not counted in figures it only has to rise."""
    if not marker.rest and len(marker.value) < 2:
        return False
    before = next((open_list.value for open_list in reversed(stack) if open_list.style is Style.DECIMAL), ())
    if top and top.value and top.kind == "article":
        if marker.value[0] != top.value[0]:
            return False
    elif before and marker.value[0] not in (before[0], before[0] + 1):
        return False
    return marker.value > before


def _enter(stack: list[Open], marker: Marker) -> int:
    """Put the marker on the stack and give its level below the top heading, from 1."""
    if marker.style is Style.SECTION:
        del stack[:]
        stack.append(Open(marker.style, marker.value))
        return 1
    if marker.style is Style.DECIMAL:
        return _enter_decimal(stack, marker)
    for index in range(len(stack) - 1, -1, -1):
        if stack[index].style is marker.style:
            del stack[index + 1 :]
            stack[index].value = marker.value
            return index + 1
    stack.append(Open(marker.style, marker.value))
    return len(stack)


def _enter_decimal(stack: list[Open], marker: Marker) -> int:
    while stack and not (
        stack[-1].style is Style.SECTION
        or (stack[-1].style is Style.DECIMAL and len(stack[-1].value) < len(marker.value))
    ):
        stack.pop()
    stack.append(Open(marker.style, marker.value))
    return len(stack)
