"""PURE: whether a pattern like "{year}-{number:04d}" gives every case a number of its own that fits an address."""

import re
from string import Formatter

LONGEST_NUMBER = 24
_PARTS = frozenset({"year", "number"})
_WIDTH = re.compile(r"|0[1-8]d?")
_PLAIN = re.compile(r"[A-Za-z0-9 ._-]*")


class UnusablePattern(ValueError):
    """Write a pattern with {year} and {number}, for example {year}-{number:04d}, which gives 2026-0012."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


def number_by(pattern: str, *, year: int, number: int) -> str:
    """The case number a pattern gives. Raises UnusablePattern saying what is wrong with the pattern."""
    _refuse_unusable(pattern)
    return pattern.format(year=year, number=number)


def _refuse_unusable(pattern: str) -> None:
    try:
        pieces = list(Formatter().parse(pattern))
    except ValueError as fault:
        raise UnusablePattern("The braces of the pattern do not match.") from fault
    fields = [name for _, name, _, _ in pieces if name is not None]
    if sorted(fields) != sorted(_PARTS):
        raise UnusablePattern
    for words, name, width, conversion in pieces:
        if not _PLAIN.fullmatch(words):
            raise UnusablePattern("Between the parts stand letters, figures, spaces, points, hyphens or underscores.")
        if conversion or not _WIDTH.fullmatch(width or "") or (name == "year" and width):
            raise UnusablePattern("After {number a width may stand, such as {number:04d}, and nothing else.")
    if pattern != " ".join(pattern.split()):
        raise UnusablePattern("Take the spaces out at the beginning and the end.")
    if len(pattern.format(year=2026, number=99_999_999)) > LONGEST_NUMBER:
        raise UnusablePattern(f"A case number has at most {LONGEST_NUMBER} characters.")
