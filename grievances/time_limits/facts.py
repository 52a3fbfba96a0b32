"""What is known about one case: dated events, agreements about time, and what kind of matter it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from grievances.time_limits.rules import DERIVED, Happening
from laborrel.workdays.plain_data import from_plain, to_plain


@dataclass(frozen=True)
class Event:
    """Something that happened on a day.

    on            the day that counts: of a filing by the agreement's filing-date rule, of an answer its issue
    received_on   the day the other side had it in hand, when that is known
    step          the step it belongs to; for skipped and reverted the step the case was moved to
    method        how a paper was served, which may add days
    """

    kind: Happening
    on: date
    step: int | None = None
    received_on: date | None = None
    method: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind in DERIVED:
            raise ValueError(f"{self.kind} is derived from other events and cannot be recorded.")


@dataclass(frozen=True)
class AgreedExtension:
    """More time for one clock: to a date, or by a number of days in the clock's own unit. Unproven ones do nothing."""

    step: int
    clock: str
    agreed_on: date
    to_on: date | None = None
    more_days: int | None = None
    is_proven: bool = True
    words: str = ""

    def __post_init__(self) -> None:
        if (self.to_on is None) == (self.more_days is None):
            raise ValueError("An extension is either to a date or by a number of days.")


@dataclass(frozen=True)
class Hold:
    """Abeyance of the whole case: no day from first to last counts; without a last day the clocks stand still."""

    from_on: date
    until_on: date | None = None
    reason: str = "held in abeyance by agreement"
    is_proven: bool = True


@dataclass(frozen=True)
class Facts:
    """One case as the ladder sees it. `topics` are words of exclusions and start steps ("discharge", "transfer")."""

    occurred_on: date | None = None
    known_on: date | None = None
    topics: tuple[str, ...] = ()
    start_step: int | None = None
    events: tuple[Event, ...] = ()
    extensions: tuple[AgreedExtension, ...] = ()
    holds: tuple[Hold, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data; `from_data` reads it back."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The facts stored by `as_data`. Raises UnreadableData."""
        return from_plain(cls, data)
