"""The skeleton of an agreement: its articles (or what takes their place), appendices, side letters and divisions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .contents import Contents
from .document import Line
from .evidence import Proof
from .headings import TOP_STYLES, Marker, Style
from .noise import likeness, squeezed, trimmed
from .numbering import in_kind
from .titles import is_prose, is_title, title_of

STANDING_WORDS = re.compile(
    r"^(?:preamble|recitals?|definitions|introduction|witnesseth|purpose|term of agreement)\W*$", re.IGNORECASE
)
CLOSING_WORDS = re.compile(r"^(?:\w+ )?(?:signatures?(?: page)?|index|glossary|execution)\W*$", re.IGNORECASE)
UNFINISHED = re.compile(r"[^.:;!?”\"’)\]]$")
OPENING = 5  # a file that opens with an article heading within so many lines holds that article
MOST_CANDIDATES = 600  # no agreement has so many articles; a file built to exhaust the reader may
BY_STYLE = {Style.DIVISION: "division", Style.APPENDIX: "appendix", Style.SIDEDOC: "sidedoc"}


@dataclass(frozen=True, slots=True)
class Heading:
    """An accepted heading. `last` is the last line of its title; `level` 0 is the highest."""

    place: int
    last: int
    at: int
    kind: str
    number: str
    value: tuple[int, ...]
    title: str
    level: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Everything known about the lines before the first heading is chosen."""

    lines: Sequence[Line]
    markers: Mapping[int, list[Marker]]
    contents: Contents
    proofs: Mapping[int, Proof]

    def body(self) -> Iterable[Line]:
        return (line for line in self.lines if not line.is_furniture and line.index not in self.contents.places)


def top_level_of(source: Source) -> list[Heading]:
    """The headings of the highest levels, in the order of the document."""
    articles = _with_displaced_titles(_articles(source), source)
    first = articles[0].place if articles else 0
    taken = {place for heading in articles for place in range(heading.place, heading.last + 1)}
    others = [
        heading
        for line in source.body()
        if line.index not in taken and (heading := _other(source, line, first, articles[-1].place if articles else 0))
    ]
    chosen = sorted([*articles, *_once(others), *_sections_above(source, articles)], key=lambda heading: heading.place)
    return _without_overlaps(_levelled(chosen))


def _with_displaced_titles(articles: Sequence[Heading], source: Source) -> list[Heading]:
    """Where a scanner read the column of numbers first, the title stands alone in capitals further down the page."""
    titled: list[Heading] = []
    for heading, following in zip(articles, [*articles[1:], None], strict=False):
        stop = following.place if following else len(source.lines)
        is_bare = not heading.title and heading.weight < 6
        words = _displaced_title(source.lines[heading.place : stop]) if is_bare else ""
        titled.append(replace(heading, title=words) if words else heading)
    return titled


def _displaced_title(lines: Sequence[Line]) -> str:
    """The first line on this page that is set as a title between empty lines."""
    for line, below in pairwise(lines[1:]):
        if line.page != lines[0].page:
            break
        stands_alone = line.gap and below.gap and not line.is_furniture
        if stands_alone and line.words.isupper() and is_title(line.words) and len(squeezed(line.words)) > 3:
            return trimmed(line.words)
    return ""


def _articles(source: Source) -> list[Heading]:
    spoken = _series([h for line in source.body() if (h := _candidate(source, line, {Style.ARTICLE}))])
    if len(spoken) >= 2 or (spoken and spoken[0].place <= OPENING):
        return spoken
    counted = [h for line in source.body() if (h := _counted(source, line))]
    counted = _rising(counted[:MOST_CANDIDATES]) if len(counted) >= 3 else []
    if len(counted) >= max(3, len(spoken) + 1):
        return counted
    sections = _series([h for line in source.body() if (h := _candidate(source, line, {Style.SECTION}))])
    return spoken or (sections if len(sections) >= 2 else [])


def _candidate(source: Source, line: Line, styles: set[Style]) -> Heading | None:
    """A heading with one of these keywords, if the line stands as one."""
    marker = next((found for found in source.markers.get(line.index, ()) if found.style in styles), None)
    if not marker:
        return None
    proof = source.proofs.get(line.index)
    if proof and proof.marker == marker and (proof.title or not title_of(marker, source.lines, line.index).words):
        return _proven(proof, "article", marker)
    if not stands_as_heading(source.lines, line, marker):
        return None
    title = title_of(marker, source.lines, line.index)
    if not title.words and (not marker.is_loud or squeezed(marker.rest)):
        return None
    weight = 1 + marker.is_loud + (line.gap > 0)
    return Heading(line.index, title.last, marker.at, "article", marker.number, marker.value, title.words, 0, weight)


def _proven(proof: Proof, kind: str, marker: Marker | None, level: int = 0) -> Heading:
    number = marker.number if marker else proof.promise.number
    value = marker.value if marker else proof.promise.value
    return Heading(proof.place, proof.last, marker.at if marker else -1, kind, number, value, proof.title, level, 6)


def stands_as_heading(lines: Sequence[Line], line: Line, marker: Marker) -> bool:
    """Whether the line is a heading and not a sentence that happens to begin with 'Article 4'."""
    rest = marker.rest
    if rest[:1].islower() or rest.startswith((",", ";", ")")):
        return False
    before = _before(lines, line.index)
    is_next = not line.gap or line.is_page_top
    runs_on = before is not None and is_next and is_prose(before) and UNFINISHED.search(before.words)
    if runs_on and not (marker.is_loud and (not rest or rest.isupper())):
        return False
    is_prose_behind = rest.endswith(".") and not is_title(rest)
    return marker.is_loud or not is_prose_behind or (marker.style is Style.SECTION and marker.is_set_off)


def _before(lines: Sequence[Line], place: int) -> Line | None:
    near = (lines[index] for index in range(place - 1, max(-1, place - 6), -1))
    return next((line for line in near if not line.is_furniture), None)


def _series(candidates: list[Heading]) -> list[Heading]:
    """Articles in rising order; a new series begins where the count starts again and goes on."""
    candidates = candidates[:MOST_CANDIDATES]
    parts: list[list[Heading]] = [[]]
    for index, candidate in enumerate(candidates):
        if parts[-1] and _starts_again(candidates, index, parts[-1]):
            parts.append([])
        parts[-1].append(candidate)
    return [heading for part in parts for heading in _with_misread(_rising([h for h in part if h.value]), part)]


def _with_misread(chosen: list[Heading], candidates: list[Heading]) -> list[Heading]:
    """Put back headings whose number was misread, where exactly their number is missing between their neighbours."""
    complete = chosen[:1]
    for following in chosen[1:]:
        before = complete[-1]
        between = [h for h in candidates if before.place < h.place < following.place and h.weight >= 3 and h.title]
        missing = range(before.value[0] + 1, following.value[0])
        if between and len(between) == len(missing) and len(following.value) == 1:
            for heading, value in zip(between, missing, strict=True):
                complete.append(replace(heading, number=in_kind(value, before.number), value=(value,)))
        complete.append(following)
    return complete


def _starts_again(candidates: list[Heading], index: int, part: list[Heading]) -> bool:
    candidate = candidates[index]
    part = [other for other in part if other.value]
    following = [other.value for other in candidates[index + 1 : index + 6]]
    again = candidate.value == (1,) and bool(part) and max(other.value for other in part) >= (3,)
    return again and (2,) in following and (3,) in following


def _rising(candidates: list[Heading]) -> list[Heading]:
    """The heaviest run of candidates whose numbers never fall; repeats of the open heading are running headers."""
    totals: list[int] = []
    previous: list[int] = []
    for index, candidate in enumerate(candidates):
        best, link = 0, -1
        for before in range(index):
            if totals[before] > best and _may_follow(candidates[before], candidate):
                best, link = totals[before], before
        totals.append(best + candidate.weight)
        previous.append(link)
    if not totals:
        return []
    index = max(range(len(totals)), key=lambda place: totals[place])
    chosen: list[Heading] = []
    while index >= 0:
        chosen.append(candidates[index])
        index = previous[index]
    return chosen[::-1]


def _may_follow(before: Heading, after: Heading) -> bool:
    if after.value > before.value:
        return True
    if after.value < before.value or after.weight < 3:
        return False
    one, other = squeezed(before.title), squeezed(after.title)
    return bool(one and other) and not (one.startswith(other) or other.startswith(one)) and likeness(one, other) < 0.7


def _counted(source: Source, line: Line) -> Heading | None:
    """A heading that is only a number and a title ('5. Vacation', '5.0 Vacation') in place of an article."""
    proof = source.proofs.get(line.index)
    if proof and proof.promise.style in (Style.INTEGER, Style.DECIMAL) and _is_whole(proof.promise.value):
        return _proven(proof, "article", proof.marker)
    marker = next((m for m in source.markers.get(line.index, ()) if m.style in (Style.INTEGER, Style.DECIMAL)), None)
    if not marker or not _is_whole(marker.value) or (not line.gap and not line.hint.heading):
        return None
    title = trimmed(marker.rest)
    if not is_title(title) or marker.rest.endswith((",", ";")):
        return None
    children = _has_children(source, line, marker)
    if not (children or title.isupper() or line.hint.heading):
        return None
    last = line.index
    return Heading(line.index, last, marker.at, "article", marker.number, marker.value, title, 0, 1 + 2 * children)


def _is_whole(value: tuple[int, ...]) -> bool:
    return len(value) == 1 or (len(value) == 2 and value[1] == 0)


def _has_children(source: Source, line: Line, marker: Marker) -> bool:
    """Whether '5.1' follows soon after '5.'."""
    wanted = (marker.value[0], 1)
    near = range(line.index + 1, min(len(source.lines), line.index + 25))
    return any(found.value[:2] == wanted for place in near for found in source.markers.get(place, ()))


def _other(source: Source, line: Line, first: int, last_article: int) -> Heading | None:
    """An appendix, side letter, division or unnumbered heading of the highest level."""
    proof = source.proofs.get(line.index)
    if proof and _stands_on_top(source, proof):
        return _proven_other(proof)
    marker = next((m for m in source.markers.get(line.index, ()) if m.style in BY_STYLE), None)
    is_opening = line.index < first and STANDING_WORDS.match(line.words)
    is_closing = line.index > last_article and CLOSING_WORDS.match(line.words)
    if (is_opening or is_closing) and (line.gap or line.is_page_top):
        return Heading(line.index, line.index, line.said_at, "unnumbered", "", (), trimmed(line.words), 0)
    if (
        not marker
        or line.index < first
        or not (line.gap or line.is_page_top)
        or not stands_as_heading(source.lines, line, marker)
    ):
        return None
    if marker.style is Style.SIDEDOC and not (is_title(line.words, 30) and (line.words.isupper() or line.is_page_top)):
        return None
    title = title_of(marker, source.lines, line.index)
    if marker.style is not Style.SIDEDOC and not title.words and not (marker.is_loud and not marker.rest):
        return None
    return Heading(
        line.index, title.last, marker.at, BY_STYLE[marker.style], marker.number, marker.value, title.words, 0
    )


def _stands_on_top(source: Source, proof: Proof) -> bool:
    """Whether a proven line opens a part of its own: not a letter, not the title line of a bare 'ARTICLE 5'."""
    style = proof.promise.style
    if style is Style.ARTICLE and proof.marker:
        return False
    if style not in TOP_STYLES | {None} and (proof.marker is not None or style is not Style.INTEGER):
        return False
    before = _before(source.lines, proof.place)
    is_body = before is not None and before.index not in source.contents.places
    above = source.markers.get(before.index, ()) if before and is_body and style is None else ()
    return not any(marker.style in TOP_STYLES and not squeezed(marker.rest) for marker in above)


def _proven_other(proof: Proof) -> Heading:
    style = proof.promise.style
    kind = BY_STYLE.get(style, "unnumbered") if style else "unnumbered"
    if style in (Style.INTEGER, Style.ARTICLE):
        kind = "article"
    return _proven(proof, kind, proof.marker)


def _once(headings: Sequence[Heading]) -> list[Heading]:
    """Without the running repeats of the heading that is already open."""
    kept: list[Heading] = []
    for heading in headings:
        if kept and heading.weight < 6 and _same(kept[-1], heading):
            continue
        kept.append(heading)
    return kept


def _same(one: Heading, other: Heading) -> bool:
    return (
        one.kind == other.kind
        and one.number == other.number
        and (squeezed(one.title) == squeezed(other.title) or not other.title)
    )


def _sections_above(source: Source, articles: Sequence[Heading]) -> list[Heading]:
    """The sections that hold articles where these are counted '7.1', '7.2' under 'SECTION 7.0'."""
    if sum(len(article.value) > 1 for article in articles) * 2 <= len(articles):
        return []
    found = [h for line in source.body() if (h := _candidate(source, line, {Style.SECTION}))]
    return [
        replace(heading, kind="section") for heading in _rising(found[:MOST_CANDIDATES]) if _is_whole(heading.value)
    ]


def _levelled(headings: Sequence[Heading]) -> list[Heading]:
    """Below a division, or a section that holds articles, these stand one level lower; '6.1.2' one more."""
    levelled: list[Heading] = []
    holder = 0
    for heading in headings:
        if heading.kind in ("division", "section"):
            holder = 1
        elif heading.kind in ("appendix", "sidedoc"):
            holder = 0
        is_article = heading.kind == "article"
        deeper = max(0, len(heading.value) - 2) if is_article and holder else 0
        levelled.append(replace(heading, level=holder + deeper if is_article else 0))
    return levelled


def _without_overlaps(headings: Sequence[Heading]) -> list[Heading]:
    kept: list[Heading] = []
    for heading in headings:
        repeats = kept and heading.kind == "unnumbered" and squeezed(heading.title) == squeezed(kept[-1].title)
        if repeats or (kept and heading.place <= kept[-1].last):
            continue
        kept.append(heading)
    return kept
