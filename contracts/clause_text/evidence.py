"""Where the promises of the table of contents come true in the body, in the order they were made."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .contents import BARE_NUMBER, Contents, Promise
from .document import Line
from .headings import KEYWORDS, Marker, Style
from .noise import likeness, squeezed, trimmed

BLOCK = 5
CLOSE = 0.8
HEAD = 7


@dataclass(frozen=True, slots=True)
class Proof:
    """A promise found in the body: at which place, read how, with the title's printed words and its last line."""

    promise: Promise
    place: int
    marker: Marker | None
    title: str
    last: int
    score: float


def proofs_of(contents: Contents, lines: Sequence[Line], markers: Mapping[int, list[Marker]]) -> dict[int, Proof]:
    """For every promise the best place in the body, so that the places stand in the order of the promises."""
    body = [line.index for line in lines if line.index not in contents.places and not line.is_furniture]
    by_value, by_head = _indexes(lines, body, markers)
    options: list[list[Proof]] = []
    for promise in contents.promises:
        places = set(by_value.get(promise.value, ())) if promise.value else set()
        places |= set(by_head.get(squeezed(promise.title)[:HEAD], ())) if promise.title else set()
        proofs = [proof for place in sorted(places) if (proof := _proof(promise, lines, place, markers))]
        options.append(sorted(proofs, key=lambda proof: -proof.score)[:8])
    return {proof.place: proof for proof in _in_order(options)}


def _indexes(
    lines: Sequence[Line], body: Sequence[int], markers: Mapping[int, list[Marker]]
) -> tuple[dict[tuple[int, ...], list[int]], dict[str, list[int]]]:
    by_value: dict[tuple[int, ...], list[int]] = defaultdict(list)
    by_head: dict[str, list[int]] = defaultdict(list)
    for place in body:
        for marker in markers.get(place, ()):
            if marker.value:
                by_value[marker.value].append(place)
                if marker.style is Style.DECIMAL and marker.value[-1] == 0:
                    by_value[marker.value[:-1]].append(place)
        bare = BARE_NUMBER.match(lines[place].words)
        if bare and not markers.get(place):
            by_value[tuple(int(part) for part in bare[1].split("."))].append(place)
        by_head[squeezed(lines[place].words)[:HEAD]].append(place)
    return by_value, by_head


def _proof(promise: Promise, lines: Sequence[Line], place: int, markers: Mapping[int, list[Marker]]) -> Proof | None:
    best: Proof | None = None
    for marker in _fitting(promise, lines[place], markers.get(place, [])):
        found = _compared(promise, lines, place, marker, markers)
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _fitting(promise: Promise, line: Line, markers: Sequence[Marker]) -> list[Marker | None]:
    """The readings of the line that may bear the promised number; None stands for a title without number."""
    fitting: list[Marker | None] = [marker for marker in markers if _same_number(promise, marker)]
    bare = BARE_NUMBER.match(line.words)
    if not fitting and not markers and bare and promise.style in (Style.INTEGER, Style.DECIMAL):
        value = tuple(int(part) for part in bare[1].split("."))
        if value == promise.value:
            at = line.said_at + bare.start(2)
            style = Style.INTEGER if len(value) == 1 else Style.DECIMAL
            return [Marker(style, bare[1], value, bare[2], at - bare.start(2))]
    if promise.style not in (Style.ARTICLE, Style.SECTION, Style.DECIMAL):
        fitting.append(None)
    return fitting


def _same_number(promise: Promise, marker: Marker) -> bool:
    if promise.style is Style.SIDEDOC or marker.style is Style.SIDEDOC:
        return promise.style is marker.style
    if Style.APPENDIX in (promise.style, marker.style) or promise.style is None:
        return promise.style is marker.style and squeezed(promise.number) == squeezed(marker.number)
    same = promise.value == marker.value or promise.value == (*marker.value, 0) or marker.value == (*promise.value, 0)
    return same and not (promise.style in KEYWORDS and marker.style in KEYWORDS and promise.style is not marker.style)


def _compared(
    promise: Promise, lines: Sequence[Line], place: int, marker: Marker | None, markers: Mapping[int, list[Marker]]
) -> Proof | None:
    """How well the words at this place, over up to four lines, say the promised title."""
    wanted = squeezed(promise.title)
    said = marker.rest if marker else lines[place].words
    if not wanted:
        empty = marker is not None and marker.style in KEYWORDS and not squeezed(said)
        return Proof(promise, place, marker, "", place, 1.0) if empty else None
    best: Proof | None = None
    last = place
    words = said
    for line in [None, *lines[place + 1 : place + BLOCK]]:
        if line is not None:
            if line.is_furniture:
                continue
            if markers.get(line.index):
                break
            words, last = f"{words} {line.words}", line.index
        title, score = _prefix(words, wanted)
        whole = len(squeezed(title)) == len(squeezed(words))
        score += 0.05 * (marker is not None) + 0.05 * (whole and lines[place].gap > 0)
        if score >= CLOSE and (marker or whole) and (best is None or score > best.score + 0.02):
            best = Proof(promise, place, marker, title, last, score)
        if len(squeezed(words)) > len(wanted) * 1.3:
            break
    return best


def _prefix(words: str, wanted: str) -> tuple[str, float]:
    """The beginning of `words` that says `wanted`, cut at a word, and how alike the two are."""
    cut, count = len(words), 0
    for place, sign in enumerate(words):
        count += sign.isalnum()
        if count == len(wanted):
            cut = place + 1
            break
    left = right = cut
    while right < len(words) and words[right].isalnum():
        right += 1
    if right > cut:
        while left and words[left - 1].isalnum():
            left -= 1
    return max(
        ((trimmed(words[:at]), likeness(squeezed(words[:at]), wanted)) for at in (right, left)), key=lambda it: it[1]
    )


def _in_order(options: Sequence[Sequence[Proof]]) -> list[Proof]:
    """The chain of proofs, one per promise at most, with rising places and the greatest sum of scores."""
    totals: list[float] = []
    links: list[tuple[Proof, int]] = []
    places: list[int] = []  # the frontier: rising places ...
    best: list[int] = []  # ... and the best chain that ends at or before each
    for proofs in options:
        news = []
        for proof in proofs:
            at = bisect_left(places, proof.place)
            before = best[at - 1] if at else -1
            news.append(len(links))
            links.append((proof, before))
            totals.append(proof.score + (totals[before] if before >= 0 else 0.0))
        for link in news:
            _enter(places, best, totals, links[link][0].place, link)
    index = best[-1] if best else -1
    found: list[Proof] = []
    while index >= 0:
        proof, index = links[index]
        found.append(proof)
    return found[::-1]


def _enter(places: list[int], best: list[int], totals: list[float], place: int, link: int) -> None:
    """Put a chain on the frontier, and drop those behind it that are no better."""
    at = bisect_right(places, place)
    if at and totals[best[at - 1]] >= totals[link]:
        return
    if at and places[at - 1] == place:
        at -= 1
    end = at
    while end < len(places) and totals[best[end]] <= totals[link]:
        end += 1
    places[at:end] = [place]
    best[at:end] = [link]
