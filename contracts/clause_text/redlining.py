"""Word by word: what was taken out of a text and what was put in, so that a person reads the change at once."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

_WORD = re.compile(r"\S+\s*")
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})
_FEWEST_BETWEEN = 2  # fewer words than these standing alone between two changes belong to the change
_SMALL_WORDS = frozenset(
    ["a", "an", "the", "and", "or", "of", "to", "in", "by", "for", "on", "at", "as", "is", "are", "be"]
)
_WIDTHS = (1, 2, 4, 8)  # words in a row by which two texts are laid upon each other
_LARGEST_GAP = 400_000  # pairs of words looked at one by one; a larger gap without a common rare word was rewritten


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in a row that stayed, went or came. What stayed is said in the words of the new text."""

    change: Change
    text: str


def redline(old: str, new: str) -> tuple[Run, ...]:
    """The runs in reading order. Those that stayed or came, put together, are the new text to the letter."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    lead = new[: len(new) - len(new.lstrip())]
    blocks = _tidied(_blocks(_keys(before), _keys(after)), before)
    return tuple(_joined(lead, _runs(blocks, before, after)))


def share_unchanged(old: str, new: str) -> float:
    """How much of both texts stayed, from 0 to 1, counted in words."""
    before, after = _keys(_WORD.findall(old)), _keys(_WORD.findall(new))
    if not before and not after:
        return 1.0
    kept = sum(block.size for block in _blocks(before, after))
    return 2 * kept / (len(before) + len(after))


@dataclass(frozen=True, slots=True)
class _Block:
    """`size` words that are the same from place `old` of the old text and place `new` of the new one."""

    old: int
    new: int
    size: int


def _keys(words: Sequence[str]) -> list[str]:
    return [word.rstrip().translate(_FOLDED) for word in words]


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """What both texts share, in order: first what stands at both ends, then between words that each has only once."""
    found: list[_Block] = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        first, last, start, end = gaps.pop()
        head = _equal(old[first:last], new[start:end])
        tail = _equal(old[first + head : last][::-1], new[start + head : end][::-1])
        found += [_Block(first, start, head), _Block(last - tail, end - tail, tail)]
        first, start, last, end = first + head, start + head, last - tail, end - tail
        if first == last or start == end:
            continue
        anchors = _anchors(old[first:last], new[start:end])
        if anchors:
            gaps += _between(anchors, (first, last, start, end))
            found += [_Block(first + a, start + b, 1) for a, b in anchors]
        elif (last - first) * (end - start) <= _LARGEST_GAP:
            matcher = SequenceMatcher(None, old[first:last], new[start:end], autojunk=False)
            found += [_Block(first + a, start + b, size) for a, b, size in matcher.get_matching_blocks()]
    return _merged(sorted((block for block in found if block.size), key=lambda block: block.old))


def _equal(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words from the beginning are the same."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places of words, or rows of words, that stand exactly once in each text: the longest rise of them."""
    for width in _WIDTHS:
        once_old, once_new = _once(old, width), _once(new, width)
        pairs = [(place, once_new[row]) for row, place in once_old.items() if row in once_new]
        if pairs:
            return _longest_rise(sorted(pairs))
    return []


def _once(words: Sequence[str], width: int) -> dict[tuple[str, ...], int]:
    rows = list(zip(*(words[shift:] for shift in range(width)), strict=False))
    counts = Counter(rows)
    return {row: place for place, row in enumerate(rows) if counts[row] == 1}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second numbers rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []  # the index of the pair on top of each pile
    below: list[int | None] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        below.append(piles[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(place)
            piles.append(index)
        else:
            tops[pile], piles[pile] = place, index
    rise: list[tuple[int, int]] = []
    at: int | None = piles[-1] if piles else None
    while at is not None:
        rise.append(pairs[at])
        at = below[at]
    return rise[::-1]


def _between(anchors: Sequence[tuple[int, int]], gap: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    first, last, start, end = gap
    edges = [(-1, -1), *anchors, (last - first, end - start)]
    for (a, b), (next_a, next_b) in pairwise(edges):
        if next_a - a > 1 or next_b - b > 1:
            yield first + a + 1, first + next_a, start + b + 1, start + next_b


def _merged(blocks: Sequence[_Block]) -> list[_Block]:
    joined: list[_Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and (last.old + last.size, last.new + last.size) == (block.old, block.new):
            joined[-1] = _Block(last.old, last.new, last.size + block.size)
        else:
            joined.append(block)
    return joined


def _tidied(blocks: Sequence[_Block], before: Sequence[str]) -> list[_Block]:
    """Leave out a stray word or two between two changes: three small changes read worse than one."""
    kept = []
    for place, block in enumerate(blocks):
        words = _keys(before[block.old : block.old + block.size])
        heavy = sum(word.lower().strip(".,;:") not in _SMALL_WORDS for word in words)
        is_inside = 0 < place < len(blocks) - 1
        if not (is_inside and heavy < _FEWEST_BETWEEN and len(words) < 2 * _FEWEST_BETWEEN):
            kept.append(block)
    return kept


def _runs(blocks: Sequence[_Block], before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    old = new = 0
    for block in [*blocks, _Block(len(before), len(after), 0)]:
        yield Run(Change.REMOVED, "".join(before[old : block.old]))
        yield Run(Change.ADDED, "".join(after[new : block.new]))
        yield Run(Change.SAME, "".join(after[block.new : block.new + block.size]))
        old, new = block.old + block.size, block.new + block.size


def _joined(lead: str, runs: Iterator[Run]) -> Iterator[Run]:
    if lead:
        yield Run(Change.SAME, lead)
    last = lead or " "
    for run in runs:
        if not run.text:
            continue
        ends_short = run.change is Change.REMOVED and not last[-1].isspace()  # the new text ended where the old went on
        yield Run(run.change, f" {run.text}") if ends_short else run
        last = run.text
