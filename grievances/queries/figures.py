"""What a report is made of: a period, tables that print their denominators, sentences in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from laborrel.web.wording import day_words

Figure = str | int | float | None

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both counted."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """“2025” for a calendar year, else both days."""
        if (self.first, self.last) == (date(self.first.year, 1, 1), date(self.first.year, 12, 31)):
            return str(self.first.year)
        return f"{day_words(self.first)} to {day_words(self.last)}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the first column is text, the others are figures; the denominator is said in words."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]
    denominator: str
    total: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole report as it stands now, for the screen, the paper and the workbook alike."""

    title: str
    period: Period
    sentence: str
    tables: tuple[Table, ...]
    definitions: tuple[str, ...]


def share(part: int, whole: int) -> str:
    """A percentage in words, nothing where there is nothing to divide by."""
    return f"{100 * part / whole:.0f}%" if whole else ""


def spelled(count: int, one: str, many: str) -> str:
    """“five departments”; above twelve in figures."""
    return f"{_NUMBERS[count] if count < len(_NUMBERS) else count} {one if count == 1 else many}"


def percentile(histogram: Sequence[tuple[int, int]], percent: int) -> int | None:
    """The nearest-rank percentile of values with their counts: the smallest value that covers that many percent."""
    total = sum(count for _, count in histogram)
    rank = -(-total * percent // 100)  # rounded up
    covered = 0
    for value, count in sorted(histogram):
        covered += count
        if covered >= rank and covered > 0:
            return value
    return None
