"""The coded values a log may use, and the nearest one when it uses another."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Value:
    """One coded value. `key` is what the caller knows it by; `words` are the ways it may be written."""

    key: int | str
    code: str
    name: str
    others: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word in (self.code, self.name, *self.others) if word)


class ValueList:
    """One list of coded values, found in any spelling of capitals and spaces."""

    def __init__(self, what: str, values: Iterable[Value]) -> None:
        self.what = what
        self.values = tuple(values)
        self._by_word = {_plain(word): value for value in self.values for word in value.words}

    def find(self, words: str) -> Value | None:
        return self._by_word.get(_plain(words))

    def nearest(self, words: str) -> str:
        """The name nearest to what was written, or nothing."""
        near = difflib.get_close_matches(_plain(words), list(self._by_word), n=1, cutoff=0.6)
        return self._by_word[near[0]].name if near else ""

    def advice(self, words: str) -> str:
        """What to do about an unknown value."""
        nearest = self.nearest(words)
        if nearest:
            return f"Did you mean {nearest}?"
        names = sorted(value.name for value in self.values)
        if not names:
            return f"There is no {self.what} yet; enter it first."
        shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        return f"Use one of: {shown}."


@dataclass(frozen=True, slots=True)
class StepOfLadder:
    """One step of a procedure, as far as a log needs it."""

    sequence: int
    name: str
    is_arbitration: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """One version of one agreement's procedure, and since when it is in force."""

    key: int
    from_on: date
    until_on: date | None
    steps: tuple[StepOfLadder, ...]

    def step(self, sequence: int) -> StepOfLadder | None:
        return next((step for step in self.steps if step.sequence == sequence), None)

    def after(self, sequence: int) -> StepOfLadder | None:
        """The next step that cannot be passed over."""
        return next((step for step in self.steps if step.sequence > sequence and not step.is_optional), None)

    @property
    def arbitration(self) -> StepOfLadder | None:
        return next((step for step in self.steps if step.is_arbitration), None)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the office knows that a log may speak of, within one person's reach."""

    units: ValueList
    unions: ValueList
    departments: ValueList
    issues: ValueList
    outcomes: ValueList
    findings: ValueList
    specialists: ValueList
    union_of_unit: Mapping[int | str, int | str] = field(default_factory=dict)
    ladders: Mapping[int | str, tuple[Ladder, ...]] = field(default_factory=dict)
    desks: frozenset[int | str] = frozenset()  # the units whose cases this person may take in
    holders: frozenset[tuple[int | str, int | str]] = frozenset()  # (specialist, unit) that may hold a case there

    def ladder_on(self, unit: int | str, day: date) -> Ladder | None:
        """The latest ladder of the unit in force on a day."""
        for ladder in self.ladders.get(unit, ()):
            if ladder.from_on <= day and (ladder.until_on is None or day <= ladder.until_on):
                return ladder
        return None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
