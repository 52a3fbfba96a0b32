"""Where a case stands: its step, every clock of both sides, what lapsed, who may do what, and the next dates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from grievances.time_limits.rules import ClockKind, Lapse, Side
from laborrel.workdays.plain_data import to_plain
from laborrel.workdays.reckoning import Reckoning


class Phase(StrEnum):
    """Where in its life a case is.

    not_filed           not yet presented at its first step
    waiting_for_us      our answer is due
    unanswered          our time ran out; the other side may take the case on
    denied_by_silence   our silence counts as a denial and the appeal clock has started
    granted_by_silence  our silence counts as agreement to the remedy
    answered            answered; the other side may take the case on
    missed_by_them      the other side's time ran out
    final               the last answer is given and no step follows
    in_mediation        before a mediator, outcome open
    at_arbitration      referred to arbitration
    held                in abeyance, every clock stands still
    closed              settled, withdrawn, granted or closed
    """

    NOT_FILED = "not_filed"
    WAITING_FOR_US = "waiting_for_us"
    UNANSWERED = "unanswered"
    DENIED_BY_SILENCE = "denied_by_silence"
    GRANTED_BY_SILENCE = "granted_by_silence"
    ANSWERED = "answered"
    MISSED_BY_THEM = "missed_by_them"
    FINAL = "final"
    IN_MEDIATION = "in_mediation"
    AT_ARBITRATION = "at_arbitration"
    HELD = "held"
    CLOSED = "closed"


class ClockState(StrEnum):
    """What a clock is doing. `late`: the act was done after the last day. `lapsed`: it was not done at all."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    MET = "met"
    LATE = "late"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Clock:
    """One clock of one case.

    due_on     the strict last day, None while it waits for its trigger or stands still without an end
    judged_on  the day after which the act is called late: due_on for us, the lenient day for the other side
    safe_on    the day we should act by: earlier than due_on when the agreement is silent about a closed last day
    met_on     the day the act counts for
    effect     what a lapse does, or did, in one sentence
    notes      doubts, extensions without effect, what the clock waits for
    counted    days already counted when it stands still, of `period n`
    """

    step: int
    key: str
    kind: ClockKind
    side: Side
    who: str
    act: str
    state: ClockState
    lapse: Lapse
    due_on: date | None = None
    judged_on: date | None = None
    safe_on: date | None = None
    met_on: date | None = None
    article: str = ""
    lapse_text: str = ""
    effect: str = ""
    notes: tuple[str, ...] = ()
    counted: int | None = None
    reckoning: Reckoning | None = None

    @property
    def is_open(self) -> bool:
        """The act is still to be done."""
        return self.state in (ClockState.RUNNING, ClockState.STOPPED)

    @property
    def days_late(self) -> int:
        """Calendar days between the last day and the act; 0 when it was in time or not done."""
        if self.state is not ClockState.LATE or self.met_on is None or self.judged_on is None:
            return 0
        return (self.met_on - self.judged_on).days

    @property
    def was_met_on_lenient_day(self) -> bool:
        """Done after the strict date, within the day the agreement's silence leaves open."""
        met, due = self.met_on, self.due_on
        return self.state is ClockState.MET and met is not None and due is not None and met > due


@dataclass(frozen=True)
class NextDate:
    """The next thing a side has to do. `on` is the day to work towards, `due_on` the strict last day."""

    on: date
    due_on: date
    side: Side
    who: str
    act: str
    step: int
    key: str
    is_overdue: bool = False


@dataclass(frozen=True)
class Move:
    """Something a side may do now, at which step, by when, in a sentence."""

    side: Side
    verb: str
    step: int | None
    by_on: date | None
    sentence: str


@dataclass(frozen=True)
class Standing:
    """The state of one case on one day. `defences` are time limits the other side missed, `exposures` our own."""

    as_of: date
    phase: Phase
    step: int | None
    step_name: str
    headline: str
    clocks: tuple[Clock, ...]
    moves: tuple[Move, ...]
    defences: tuple[str, ...] = ()
    exposures: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    next_ours: NextDate | None = None
    next_theirs: NextDate | None = None

    def clock(self, step: int, key: str) -> Clock:
        """The clock of that step and key. Raises KeyError when it has not come up yet."""
        for clock in self.clocks:
            if (clock.step, clock.key) == (step, key):
                return clock
        raise KeyError((step, key))

    def clocks_of(self, side: Side) -> tuple[Clock, ...]:
        """The clocks of one side, acts of both sides together included."""
        return tuple(clock for clock in self.clocks if clock.side in (side, Side.BOTH))

    @property
    def lapses(self) -> tuple[Clock, ...]:
        """The clocks that ran out or were met too late."""
        return tuple(clock for clock in self.clocks if clock.state in (ClockState.LAPSED, ClockState.LATE))

    @property
    def next_date(self) -> NextDate | None:
        """The earlier of both sides' next dates, ours first on a tie."""
        dates = [found for found in (self.next_ours, self.next_theirs) if found]
        return min(dates, key=lambda found: found.on, default=None)

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data of everything but the days of each count."""
        data: dict[str, Any] = to_plain(self)
        return data
