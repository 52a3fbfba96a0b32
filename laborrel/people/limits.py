"""When a session ends and when its person is warned: two limits, reckoned from two instants, nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEAST_WARNING = timedelta(minutes=2)  # WCAG 2.2.1 asks for 20 seconds, this office for two minutes


class Limit(StrEnum):
    """Which of the two limits ends the session; the value is the sentence the person reads afterwards."""

    IDLE = "You were signed out because nothing was done for a while."
    LONGEST = "You were signed out because a session lasts no longer than a working day."


@dataclass(frozen=True, slots=True)
class Limits:
    """`idle` runs from the last act, `longest` from signing in; `warning` is how long before the end one is told."""

    idle: timedelta
    longest: timedelta
    warning: timedelta

    def __post_init__(self) -> None:
        if self.warning < LEAST_WARNING:
            raise ValueError("The warning must come at least two minutes before the session ends.")
        if self.warning >= min(self.idle, self.longest):
            raise ValueError("The warning must be shorter than the session itself.")


@dataclass(frozen=True, slots=True)
class Session:
    """One session: when it began, when its person last did something, and the limits it lives under."""

    began_at: datetime
    active_at: datetime
    limits: Limits

    @property
    def idle_end(self) -> datetime:
        return self.active_at + self.limits.idle

    @property
    def longest_end(self) -> datetime:
        return self.began_at + self.limits.longest

    @property
    def ends_at(self) -> datetime:
        return min(self.idle_end, self.longest_end)

    @property
    def warn_at(self) -> datetime:
        return self.ends_at - self.limits.warning

    @property
    def limit(self) -> Limit:
        """The limit that comes first; at the same instant the one that nothing can extend."""
        return Limit.IDLE if self.idle_end < self.longest_end else Limit.LONGEST

    @property
    def can_be_extended(self) -> bool:
        return self.limit is Limit.IDLE

    def has_ended(self, now: datetime) -> bool:
        return now >= self.ends_at

    def seconds(self, now: datetime) -> dict[str, int]:
        """What the page's own clock needs: whole seconds left under each limit, and the length of the warning."""
        return {
            "idle": _whole_seconds(self.idle_end - now),
            "absolute": _whole_seconds(self.longest_end - now),
            "warn": _whole_seconds(self.limits.warning),
        }


def _whole_seconds(span: timedelta) -> int:
    return max(0, int(span.total_seconds()))
