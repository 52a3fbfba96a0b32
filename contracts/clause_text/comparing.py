"""Two versions of an agreement, provision by provision: same, changed, renumbered, retitled, moved, added, removed."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .noise import likeness, squeezed

_ALIKE_TITLES = 0.82
_ALIKE_TEXTS = 0.5  # of provisions that share a number or a title at least in part
_ONE_TEXT = 0.75  # of provisions that share nothing but their words
_MIXED_UP = str.maketrans(
    "0158", "oisb"
)  # what a scanner takes for one another: 0 and o, 1 and i and l, 5 and s, 8 and b


@dataclass(frozen=True, slots=True)
class Provision:
    """One article, section, clause or letter as it is compared."""

    kind: str
    number: str
    title: str
    text: str


class Difference(StrEnum):
    """What became of a provision; a pair may bear several, a pair without any is the same."""

    CHANGED = "changed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    RETITLED = "retitled"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pair:
    """The old and the new of one provision by their places in the two lists; None where there is none."""

    old: int | None
    new: int | None
    differences: frozenset[Difference]

    @property
    def is_same(self) -> bool:
        return not self.differences


def compare(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[Pair, ...]:
    """Every provision of both once, in the order of the new agreement; what was removed stands where it stood."""
    partners = _partners(old, new)
    rising = _in_order(partners)
    pairs = [
        Pair(before, after, _differences(old[before], new[after], is_moved=(before, after) not in rising))
        for before, after in partners.items()
    ]
    taken = set(partners.values())
    pairs += [Pair(None, place, frozenset({Difference.ADDED})) for place in range(len(new)) if place not in taken]
    gone = [Pair(place, None, frozenset({Difference.REMOVED})) for place in range(len(old)) if place not in partners]
    return tuple(_placed(sorted(pairs, key=lambda pair: pair.new or 0), gone))


def same_words(old: str, new: str) -> bool:
    """Whether two texts say the same; spacing, hyphens at line ends and a scanner's slips are no change."""
    return _folded(old) == _folded(new)


def _folded(text: str) -> str:
    return squeezed(text).translate(_MIXED_UP).replace("l", "i")


# ------------------------------------------------------------------------------------------- who is whose partner


def _partners(old: Sequence[Provision], new: Sequence[Provision]) -> dict[int, int]:
    """From old place to new place: first the certain pairs, then ever less certain ones among those still alone."""
    found: dict[int, int] = {}
    for mark in (_number_and_title, _title, _text):
        _pair_by(mark, old, new, found)
    _pair_alike(old, new, found)
    return found


def _number_and_title(one: Provision) -> Hashable:
    return (one.kind, _number(one), _plain_title(one)) if one.number and _plain_title(one) else None


def _title(one: Provision) -> Hashable:
    return _plain_title(one) or None


def _text(one: Provision) -> Hashable:
    folded = _folded(one.text)
    return folded if len(folded) > 40 else None


def _number(one: Provision) -> str:
    return squeezed(one.number)


def _plain_title(one: Provision) -> str:
    return squeezed(one.title)


def _pair_by(
    mark: Callable[[Provision], Hashable], old: Sequence[Provision], new: Sequence[Provision], found: dict[int, int]
) -> None:
    """Pair what bears the same mark. Where several do, those with the same number, else in their order."""
    before, after = _alone(old, found.keys()), _alone(new, found.values())
    by_mark: dict[Hashable, list[int]] = {}
    for place in after:
        if (key := mark(new[place])) is not None:
            by_mark.setdefault(key, []).append(place)
    for place in before:
        candidates = by_mark.get(mark(old[place]), [])
        if candidates:
            best = next((each for each in candidates if _number(new[each]) == _number(old[place])), candidates[0])
            candidates.remove(best)
            found[place] = best


def _pair_alike(old: Sequence[Provision], new: Sequence[Provision], found: dict[int, int]) -> None:
    """Pair the most alike first: by number and words, by title, by words alone."""
    words = {id(one): _shingles(one.text) for one in [*old, *new]}
    scored = [
        (score, before, after)
        for before in _alone(old, found.keys())
        for after in _alone(new, found.values())
        if (score := _likeness(old[before], new[after], words)) > 0
    ]
    taken: set[int] = set(found.values())
    for _, before, after in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if before not in found and after not in taken:
            found[before] = after
            taken.add(after)


def _likeness(old: Provision, new: Provision, words: dict[int, frozenset[Hashable]]) -> float:
    """How surely two provisions are one; 0 when they are not."""
    titles = likeness(_plain_title(old), _plain_title(new))
    texts = _share(words[id(old)], words[id(new)])
    same_number = bool(old.number) and (old.kind, _number(old)) == (new.kind, _number(new))
    if same_number and (titles >= _ALIKE_TITLES or texts >= _ALIKE_TEXTS / 2):
        return 1 + titles + texts
    if titles >= _ALIKE_TITLES and texts >= _ALIKE_TEXTS / 2:
        return titles + texts
    return texts if texts >= _ONE_TEXT else 0


def _shingles(text: str) -> frozenset[Hashable]:
    """Every three words in a row, a scanner's slips folded."""
    words = [_folded(word) for word in re.findall(r"\w+", text)]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _share(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _alone(provisions: Sequence[Provision], paired: Iterable[int]) -> list[int]:
    taken = set(paired)
    return [place for place in range(len(provisions)) if place not in taken]


# ------------------------------------------------------------------------------------------- what became of it


def _differences(old: Provision, new: Provision, *, is_moved: bool) -> frozenset[Difference]:
    found = set()
    if not same_words(_body(old), _body(new)):
        found.add(Difference.CHANGED)
    if _number(old) != _number(new):
        found.add(Difference.RENUMBERED)
    if _folded(old.title) != _folded(new.title):
        found.add(Difference.RETITLED)
    if is_moved and Difference.RENUMBERED not in found:
        found.add(Difference.MOVED)
    return frozenset(found)


def _body(one: Provision) -> str:
    """The text without its own heading, whose number and title are compared apart."""
    heading, _, rest = one.text.partition("\n")
    return rest if one.title and squeezed(one.title) in squeezed(heading) else one.text


def _in_order(partners: dict[int, int]) -> frozenset[tuple[int, int]]:
    """The pairs that stand in the same order in both: all but the fewest that must have been moved."""
    best: list[
        tuple[int, int | None]
    ] = []  # for each pair: the length of the longest rise ending in it, the one before
    rows = sorted(partners.items())
    for place, (_, after) in enumerate(rows):
        before = [(best[at][0], at) for at in range(place) if rows[at][1] < after]
        length, at = max(before, default=(0, None), key=lambda each: each[0])
        best.append((length + 1, at))
    found = set()
    at = max(range(len(best)), key=lambda each: best[each][0]) if best else None
    while at is not None:
        found.add(rows[at])
        at = best[at][1]
    return frozenset(found)


def _placed(pairs: Sequence[Pair], gone: Sequence[Pair]) -> list[Pair]:
    """Those that went, each after the old neighbour that stayed."""
    rows = list(pairs)
    for pair in gone:
        earlier = [at for at, row in enumerate(rows) if row.old is not None and row.old < (pair.old or 0)]
        nearest = max(earlier, key=lambda at: rows[at].old or 0, default=-1)
        rows.insert(nearest + 1, pair)
    return rows
