"""The printed table of contents: which lines it takes, and what it promises. Evidence, not the truth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .document import Line
from .headings import KEYWORDS, TOP_STYLES, Marker, Style, readings
from .noise import is_misread_dots, squeezed, trimmed, without_leaders
from .titles import is_prose, is_title

NAMED = re.compile(
    r"^\W*(?:table\s+of\s+contents?|contents|index\s+(?:of|to)\s+articles|index)\W*(?:page)?\W*$", re.IGNORECASE
)
PAGE_LABEL = r"(?:page\s*)?(?:[A-Z]{1,5}\s?[-–]\s?\d{1,3}|[IVX]{1,6}-\d{1,3}|\d{1,3}|[ivx]{1,6})"
PAGE_AT_END = re.compile(rf"(?:^|(?<=[^A-Za-z0-9]))({PAGE_LABEL})[\s.]*$", re.IGNORECASE)
LONGEST_LABEL = 20
PART_OF_TITLE = ")”\"’'"
ENDS_IN_NUMBER = re.compile(r"^(.*[A-Za-z)”\"’].*?)\s+(\d{1,3})$")
BARE_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+([A-Z“].*)$")
PATIENCE = 9
LONGEST_ROW = 300
PROSE_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the table of contents: what the body should hold. `style` is None for titles without number."""

    style: Style | None
    number: str
    value: tuple[int, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the places of its lines in the document, and its promises in order."""

    places: frozenset[int]
    promises: tuple[Promise, ...]


NOTHING = Contents(frozenset(), ())


def contents_of(lines: Sequence[Line]) -> Contents:
    """Find and read the printed table of contents in the first quarter of the document."""
    first_round = _first_round(lines)
    start = _start(lines)
    if first_round:
        start = first_round.start if start is None else min(start, first_round.start)
    if start is None:
        return NOTHING
    stop = _stop(lines, start)
    if first_round and start <= first_round.start < stop:
        stop = min(max(stop, _after_title(lines, first_round.last)), first_round.stop)
    promises = _promises([line for line in lines[start:stop] if not line.is_furniture])
    numbered = sum(1 for promise in promises if promise.style)
    if numbered < 4 and len(promises) < 6:
        return NOTHING
    return Contents(frozenset(range(start, stop)), tuple(promises))


def page_cut(words: str) -> str | None:
    """The words before leader dots or a page number at the line's end; None when the line has neither."""
    if len(words) > LONGEST_ROW:
        return None
    words = without_leaders_kept(words)
    led = _before_leaders(words)
    if led:
        return led
    found = ENDS_IN_NUMBER.match(words)
    if found and len(words) < 110:
        whole = readings_of_words(words)
        is_number = bool(whole) and not whole[0].rest
        if not is_number and (readings_of_words(found[1]) or is_title(found[1])):
            return found[1]
    return None


def _before_leaders(words: str) -> str | None:
    """The title, when a row of dots or a wide gap leads from it to a page number or, for dots, to the line's end."""
    begin = max(0, len(words) - LONGEST_LABEL)
    label = PAGE_AT_END.search(words, begin)
    head = words[: label.start(1)] if label else words
    end = len(head)
    while end and not head[end - 1].isalnum() and head[end - 1] not in PART_OF_TITLE:
        end -= 1
    tail = head[end:]
    dots = sum(sign in ".·_‥-" for sign in tail) + 3 * tail.count("…")
    is_led = dots >= 3 or (label is not None and "   " in tail)
    return head[:end] if end and is_led else None


def without_leaders_kept(words: str) -> str:
    """Misread dots turned back into dots; the real ones stay."""
    return " ".join(".........." if is_misread_dots(word.strip(".")) else word for word in words.split(" "))


def readings_of_words(words: str) -> list[Marker]:
    """Readings of words that are not a line of their own."""
    return readings(Line(0, 0, 0, len(words), words, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class _Round:
    """A first count of the articles: its first and last heading, and where they begin again."""

    start: int
    last: int
    stop: int


def _after_title(lines: Sequence[Line], place: int) -> int:
    """The place after a heading of the table, and after its title where this stands on the next line."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    found = readings(lines[place])
    is_bare = bool(found) and not found[0].rest
    is_own = is_bare and below is not None and below.gap == 0 and is_title(below.words)
    return place + 1 + is_own


def _first_round(lines: Sequence[Line]) -> _Round | None:
    """Where article headings follow each other closely and then all begin again: a table without page numbers."""
    found = [
        (line.index, marker.value)
        for line in lines[: len(lines) // 2]
        if not line.is_furniture
        for marker in readings(line)[:1]
        if marker.style is Style.ARTICLE and marker.value
    ]
    if not found:
        return None
    numbers = [value for _, value in found]
    again = next(
        (at for at in range(4, len(found) - 1) if numbers[at] == numbers[0] and numbers[1] in numbers[at + 1 : at + 4]),
        None,
    )
    if again is None:
        return None
    values = [value for _, value in found[:again]]
    rising = sum(1 for one, other in pairwise(values) if other > one)
    start, stop = found[0][0], found[again][0]
    is_dense = (stop - start) <= 6 * len(values) and rising >= 0.7 * (len(values) - 1)
    return _Round(start, found[again - 1][0], stop) if is_dense else None


def _start(lines: Sequence[Line]) -> int | None:
    early = min(len(lines), max(300, len(lines) // 4))
    for place in range(early):
        if NAMED.match(lines[place].words) and _is_list(lines, place + 1):
            return place
    for place in range(early):
        if page_cut(lines[place].words) and _density(lines, place, 15) >= 9:
            return place
    return None


def _is_list(lines: Sequence[Line], place: int) -> bool:
    return _density(lines, place, 15) >= 4 or sum(_is_heading(line) for line in lines[place : place + 15]) >= 4


def _density(lines: Sequence[Line], place: int, count: int) -> int:
    return sum(1 for line in lines[place : place + count] if page_cut(line.words))


def _is_heading(line: Line) -> bool:
    found = readings(line)
    return bool(found) and found[0].style in KEYWORDS


def _stop(lines: Sequence[Line], start: int) -> int:
    """The first line after the table: where its headings have begun again, or where it thins out into prose."""
    last, last_heading, prose = start, start, 0
    seen: list[tuple[Style, tuple[int, ...]]] = []
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line.is_furniture:
            continue
        listed = page_cut(line.words) is not None
        key = _top_key(line)
        if key and not listed and len(seen) > 2 and key == seen[0]:
            return max(last + 1, _after_title(lines, last_heading))
        if key:
            seen.append(key)
            last_heading = place
        if listed:
            last, prose = place, 0
            continue
        prose = prose + 1 if is_prose(line) and len(line.words) > 60 else 0
        if prose >= PROSE_IN_A_ROW or (place - last > PATIENCE and not _is_list(lines, place)):
            break
    return last + 1


def _top_key(line: Line) -> tuple[Style, tuple[int, ...]] | None:
    found = readings(line)
    return (found[0].style, found[0].value) if found and found[0].style in TOP_STYLES and found[0].value else None


def _promises(lines: Sequence[Line]) -> list[Promise]:
    """Read the table line by line; a line without page number goes on in the next one unless that has a number."""
    promises: list[Promise] = []
    waiting = ""
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if NAMED.match(line.words):
            continue
        cut = page_cut(line.words)
        if not waiting and cut is None and promises and _ends_the_last(promises[-1], line, below):
            promises[-1] = replace(promises[-1], title=trimmed(f"{promises[-1].title} {line.words}"))
            continue
        words = trimmed_keeping_number(cut if cut is not None else line.words)
        if not words or words.isdigit():
            continue
        if waiting and (_begins(words) or line.gap > 1):
            promises += _promise(waiting)
            waiting = ""
        waiting = f"{waiting} {words}".strip()
        if cut is not None:
            promises += _promise(waiting)
            waiting = ""
    return _titled(promises + (_promise(waiting) if waiting else []))


def _titled(promises: Sequence[Promise]) -> list[Promise]:
    """A bare 'ARTICLE 5' takes the title that stands on the line below it."""
    titled: list[Promise] = []
    for promise in promises:
        before = titled[-1] if titled else None
        if before and before.style is Style.ARTICLE and not before.title and promise.style is None:
            titled[-1] = replace(before, title=promise.title)
        else:
            titled.append(promise)
    return titled


def _ends_the_last(last: Promise, line: Line, below: Line | None) -> bool:
    """Whether a line without page number is the rest of the title above, whose page number stands on its first line."""
    is_alike = line.words.isupper() == last.title.isupper()
    is_plain = is_alike and not line.gap and line.indent > 0 and not _begins(line.words) and is_title(line.words)
    return is_plain and (below is None or bool(below.gap) or _begins(below.words))


def trimmed_keeping_number(words: str) -> str:
    """Words without leader dots, but with the full stop that makes '1.' a number."""
    return re.sub(r"\s+", " ", without_leaders(words)).strip(" _|~")


def _begins(words: str) -> bool:
    return bool(readings_of_words(words) or BARE_NUMBER.match(words))


def _promise(words: str) -> list[Promise]:
    found = readings_of_words(words)
    if found:
        marker = (
            found[-1] if len(found) > 1 and found[-1].style is Style.ROMAN and found[-1].value == (1,) else found[0]
        )
        return [Promise(marker.style, marker.number, marker.value, trimmed(marker.rest))]
    bare = BARE_NUMBER.match(words)
    if bare:
        parts = tuple(int(part) for part in bare[1].split("."))
        return [Promise(Style.DECIMAL if len(parts) > 1 else Style.INTEGER, bare[1], parts, trimmed(bare[2]))]
    title = trimmed(words)
    return [Promise(None, "", (), title)] if len(squeezed(title)) > 3 and len(title) < 160 else []
