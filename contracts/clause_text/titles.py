"""Where a heading's title begins and ends: on its line, run into the text, or on the lines below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .document import Line
from .headings import KEYWORDS, Marker, Style, readings
from .noise import trimmed

SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "no",
        "not",
        "of",
        "on",
        "or",
        "over",
        "per",
        "than",
        "the",
        "to",
        "under",
        "upon",
        "with",
        "without",
        "via",
        "vs",
        "if",
    ]
)
RUN_IN = re.compile(r"^(.{2,110}?)(?:\.(?=\s|$)|:(?=\s|$)|\s[-–—]+\s|\*\*|—)")
EMPHASISED = re.compile(r"^(.{2,110}?)(?:\*\*|__)")
LIST_BEGINS = re.compile(r"(?<=\w)\s+[A1]$")  # in "Boots A. The County ..." a list begins behind the title
LONGEST = 150


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words and the last line they stand on (the heading's own line when there is no title)."""

    words: str
    last: int


def is_title(words: str, most_words: int = 16) -> bool:
    """Whether words are set as a title: few, begun with a capital, most of the weighty ones capitalised."""
    if not words or len(words) > LONGEST:
        return False
    said = re.findall(r"[A-Za-z][\w’'/&-]*", words)
    if not said or len(said) > most_words or words[-1] in ",;":
        return False
    if said[0][0].islower() and not said[0][1:2].isupper():
        return False
    weighty = [word for word in said if word.lower() not in SMALL_WORDS]
    return sum(1 for word in weighty if word[0].isupper()) >= 0.7 * len(weighty) if weighty else False


def is_prose(line: Line) -> bool:
    """Whether a line reads as running text: long, and mostly in small letters."""
    return len(line.words) > 45 and not is_title(line.words)


def title_of(marker: Marker, lines: Sequence[Line], place: int) -> Title:
    """The title of the heading that begins with `marker` on `lines[place]`."""
    if marker.style in KEYWORDS and marker.style is not Style.SECTION:
        return _heading_title(marker, lines, place)
    words = trimmed(marker.rest)
    emphasised = EMPHASISED.match(marker.rest)
    if emphasised:
        return Title(trimmed(emphasised[1]), place)
    run_in = RUN_IN.match(marker.rest)
    if run_in and is_title(trimmed(run_in[1]), 14) and run_in[1].split()[-1] not in SMALL_WORDS:
        return Title(trimmed(LIST_BEGINS.sub("", run_in[1])), place)
    if marker.style is Style.SECTION and words and is_title(words) and _runs_below(lines, place):
        return Title(trimmed(f"{words} {lines[place + 1].words}"), place + 1)
    is_whole = is_title(words) and words.split()[-1] not in SMALL_WORDS and not marker.rest.endswith((",", ";"))
    if is_whole and _ends_here(lines, place):
        return Title(words, place)
    if not words and marker.style in (Style.SECTION, Style.DECIMAL):
        return _below(lines, place, "")
    return Title("", place)


def _heading_title(marker: Marker, lines: Sequence[Line], place: int) -> Title:
    words = trimmed(re.sub(r"\(continued\)", "", marker.rest, flags=re.IGNORECASE))
    if words and not is_title(words, 30):
        run_in = RUN_IN.match(marker.rest)
        return Title(trimmed(run_in[1]) if run_in and is_title(run_in[1]) else "", place)
    return _below(lines, place, words)


def _below(lines: Sequence[Line], place: int, words: str) -> Title:
    """Go on reading a title on the next lines, as long as they go on looking like one."""
    last = place
    has_passed_numbers = False
    for following in _following(lines, place, 6):
        before = lines[last]
        if following.is_furniture:
            continue
        if not words and _is_bare_number(following):
            has_passed_numbers = True
            continue
        if words and not _goes_on(before, following, words):
            break
        if not words and not _can_open(following):
            break
        words = f"{words} {trimmed(following.words)}".strip()
        last = following.index
        if has_passed_numbers:
            return Title(words, place)
    return Title(words, last)


def _is_bare_number(line: Line) -> bool:
    """A clause number alone on its line: a scanner read the column of numbers before the words beside them."""
    found = readings(line)
    return bool(found) and found[0].style is Style.DECIMAL and not found[0].rest


def _following(lines: Sequence[Line], place: int, count: int) -> Sequence[Line]:
    return lines[place + 1 : place + 1 + count]


def _can_open(line: Line) -> bool:
    """Whether a title can begin on this line below a bare 'ARTICLE 5'."""
    return line.gap <= 3 and is_title(trimmed(line.words), 20) and not readings(line) and not line.words.endswith(".")


def _goes_on(before: Line, line: Line, words: str) -> bool:
    """Whether a title that has begun goes on here: same setting, no empty line, no new number."""
    if line.gap or line.page != before.page or readings(line) or len(words) > LONGEST:
        return False
    if words.isupper():
        return line.words.upper() == line.words and any(sign.isalpha() for sign in line.words)
    open_end = words.rsplit(maxsplit=1)[-1].lower() in SMALL_WORDS or before.words.rstrip().endswith(
        ("–", "-", "&", "/", ",")
    )
    centred = before.indent > 8 and line.indent > 8 and abs(_middle(before) - _middle(line)) <= 4
    return (open_end or centred) and is_title(line.words) and not is_prose(line)


def _middle(line: Line) -> float:
    return line.indent + len(line.words) / 2


def _runs_below(lines: Sequence[Line], place: int) -> bool:
    """Whether a long title runs over into the next line, which then stands alone above an empty line."""
    if place + 2 >= len(lines):
        return False
    line, below, after = lines[place : place + 3]
    is_long = len(line.words) > 55 and line.indent + len(line.words) > 70
    alone = not below.gap and below.page == line.page and after.gap > 0 and len(below.words) < 60
    return is_long and alone and is_title(below.words) and not readings(below) and not below.words.endswith(".")


def _ends_here(lines: Sequence[Line], place: int) -> bool:
    """Whether the sentence on this line does not simply run on below."""
    if place + 1 >= len(lines):
        return True
    line, below = lines[place], lines[place + 1]
    if below.gap or below.is_furniture or below.page != line.page or readings(below) or line.hint.bold:
        return True
    return below.words[:1].isupper() and len(line.words) < 70
