"""A grievance procedure as data: steps, the clocks of both sides, what a lapse does, what is excluded, where to start.

Everything here is one version of one agreement's words. A clock is one row of plain columns, its period and a short
list of triggers, so that it can be stored as database rows and read back unchanged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from laborrel.workdays.filing import FilingRule
from laborrel.workdays.periods import Period
from laborrel.workdays.plain_data import from_plain, to_plain

PRECEDING = 0
"""In a trigger: the step that was really used before this one, whatever its number."""


class Side(StrEnum):
    """Whose act it is: the employer's (ours), the union's or grievant's (theirs), both together, or a neutral's."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    NEUTRAL = "neutral"


class StepKind(StrEnum):
    """What sort of step it is."""

    INFORMAL = "informal"
    WRITTEN = "written"
    MEDIATION = "mediation"
    PANEL = "panel"
    BOARD_REVIEW = "board_review"
    ARBITRATION = "arbitration"


class ClockKind(StrEnum):
    """What the clock asks for: to bring the grievance to this step, to meet, to answer, or something else."""

    FILE = "file"
    MEETING = "meeting"
    ANSWER = "answer"
    OTHER = "other"


class Lapse(StrEnum):
    """What follows when a clock runs out (DOMAIN.md 2.6).

    right_to_advance        the union may take the grievance on
    automatic_advance       the grievance moves to the next step by itself the day after (never into arbitration)
    deemed_denied           counts as a denial; the appeal clock starts silently from the due date
    deemed_granted          counts as agreement to the remedy asked
    waived                  the grievance, or the right to take it on, is lost
    settled_on_last_answer  the last answer settles it
    withdrawn               counts as withdrawn
    none                    the agreement does not say
    """

    RIGHT_TO_ADVANCE = "right_to_advance"
    AUTOMATIC_ADVANCE = "automatic_advance"
    DEEMED_DENIED = "deemed_denied"
    DEEMED_GRANTED = "deemed_granted"
    WAIVED = "waived"
    SETTLED_ON_LAST_ANSWER = "settled_on_last_answer"
    WITHDRAWN = "withdrawn"
    NONE = "none"


class Happening(StrEnum):
    """What can happen in a case, start a clock or meet one. The last five are derived, never recorded."""

    OCCURRED = "occurred"
    KNOWN = "known"
    DISCIPLINE_EFFECTIVE = "discipline_effective"
    FILED = "filed"
    MEETING_HELD = "meeting_held"
    ANSWERED = "answered"
    HEARING_ACCEPTED = "hearing_accepted"
    HEARING_DECLINED = "hearing_declined"
    PRESENTATION_REQUESTED = "presentation_requested"
    PRESENTATION_SCHEDULED = "presentation_scheduled"
    PRESENTATION_HELD = "presentation_held"
    MEDIATOR_NAMED = "mediator_named"
    MEDIATION_SCHEDULED = "mediation_scheduled"
    MEDIATION_ENDED = "mediation_ended"
    MEDIATION_REFUSED = "mediation_refused"
    NOTICE_SERVED = "notice_served"
    LIST_REQUESTED = "list_requested"
    LIST_RECEIVED = "list_received"
    SELECTION_MET = "selection_met"
    ARBITRATOR_SELECTED = "arbitrator_selected"
    HEARING_CLOSED = "hearing_closed"
    AWARD_ISSUED = "award_issued"
    PAID = "paid"
    SKIPPED = "skipped"
    REVERTED = "reverted"
    GRANTED = "granted"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"

    FILING_RECEIVED = "filing_received"
    ANSWER_ISSUED = "answer_issued"
    ANSWER_RECEIVED = "answer_received"
    ANSWER_DUE = "answer_due"
    ANSWER_LAPSED = "answer_lapsed"


DERIVED = frozenset({
    Happening.FILING_RECEIVED,
    Happening.ANSWER_ISSUED,
    Happening.ANSWER_RECEIVED,
    Happening.ANSWER_DUE,
    Happening.ANSWER_LAPSED,
})  # fmt: skip


class Choice(StrEnum):
    """How several triggers decide: the first listed one that has a date, the earliest due date, or the latest."""

    FIRST_KNOWN = "first_known"
    EARLIER = "earlier"
    LATER = "later"


class DatedBy(StrEnum):
    """Which date of an answer meets its clock: when it was given or served, or when the other side received it."""

    ISSUED = "issued"
    RECEIVED = "received"


@dataclass(frozen=True)
class Trigger:
    """What starts a clock.

    step          where it happens: a sequence, None for the clock's own step, PRECEDING for the step used before
    given         counts only when this has happened at given_step (None: the clock's own step)
    unless        does not count when this has happened at unless_step
    n             another length for this trigger, in the unit of the clock (6 days from one event, 10 from another)

    answer_due is the day the answer was due, given or not; answer_lapsed the same day, but only when no answer had been
    given by then.
    """

    kind: Happening
    step: int | None = None
    given: Happening | None = None
    given_step: int | None = None
    unless: Happening | None = None
    unless_step: int | None = None
    n: int | None = None


@dataclass(frozen=True)
class ClockRule:
    """One time limit of one step.

    key          unique within its step             side      whose act it is
    act          the act in words, after "must": "answer in writing"
    met_by       any of these happenings at the step meets the clock
    dated_by     which date of an answer counts     filing    how a filing is dated
    topics       applies only to these kinds of matter; with `replaces` it stands in for the clock of that key
    lapse_text   the agreement's words or a summary of what a lapse does
    note         what a reader must know: a doubt, a gap, a reading chosen here
    """

    key: str
    kind: ClockKind
    side: Side
    act: str
    period: Period
    triggers: tuple[Trigger, ...]
    met_by: tuple[Happening, ...] = ()
    choice: Choice = Choice.FIRST_KNOWN
    dated_by: DatedBy = DatedBy.ISSUED
    filing: FilingRule = FilingRule.RECEIPT
    lapse: Lapse = Lapse.NONE
    lapse_text: str = ""
    article: str = ""
    rule_text: str = ""
    topics: tuple[str, ...] = ()
    replaces: str = ""
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the ladder: who moves the grievance, to whom, who answers, and the clocks."""

    sequence: int
    name: str
    kind: StepKind
    moved_by: str = ""
    addressed_to: str = ""
    answered_by: str = ""
    is_optional: bool = False
    is_final: bool = False
    meeting_duty: str = ""
    answer_in_writing: bool = True
    required_contents: tuple[str, ...] = ()
    article: str = ""
    note: str = ""
    clocks: tuple[ClockRule, ...] = ()


@dataclass(frozen=True)
class Exclusion:
    """A matter the procedure does not hear, or hears only up to `last_step`, and where it goes instead.

    Matters of one `election_group` may be taken to either forum, but not to both.
    """

    topic: str
    title: str
    forum: str = ""
    form: str = ""
    last_step: int | None = None
    election_group: str = ""
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class StartStep:
    """A kind of matter that begins above the first step.

    `opening_step` is the step whose filing clock decides when the start step has none that can run.
    """

    topic: str
    sequence: int
    is_optional: bool = False
    opening_step: int | None = None
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class Procedure:
    """The grievance procedure of one agreement in one version."""

    agreement: str
    articles: str
    steps: tuple[Step, ...]
    version: int = 1
    day_definition: str = ""
    last_day_rule: str = ""
    extension_rule: str = ""
    extension_in_writing: bool = False
    exclusions: tuple[Exclusion, ...] = ()
    start_steps: tuple[StartStep, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        sequences = [step.sequence for step in self.steps]
        if not sequences or sequences != sorted(set(sequences)) or sequences[0] < 1:
            raise UnusableProcedure("A procedure has steps, numbered upwards from 1 without repeating a number.")
        for problem in self._loose_ends(set(sequences)):
            raise UnusableProcedure(problem)

    def _loose_ends(self, sequences: set[int]) -> Iterator[str]:
        named = sequences | {None, PRECEDING}
        for step in self.steps:
            keys = [clock.key for clock in step.clocks]
            if len(keys) != len(set(keys)):
                yield f"{step.name} has two clocks of one key."
            for clock in step.clocks:
                if clock.replaces and clock.replaces not in keys:
                    yield f"{step.name}, {clock.key}: there is no clock {clock.replaces} to replace."
                if not clock.triggers or any(trigger.step not in named for trigger in clock.triggers):
                    yield f"{step.name}, {clock.key}: a clock needs triggers at steps that exist."
        for start in self.start_steps:
            if start.sequence not in sequences:
                yield f"{start.topic} cannot start at step {start.sequence}, which does not exist."

    def step(self, sequence: int) -> Step:
        """The step of that number. Raises KeyError."""
        for step in self.steps:
            if step.sequence == sequence:
                return step
        raise KeyError(sequence)

    def following(self, sequence: int) -> Step | None:
        """The next step on the ladder, optional or not."""
        return next((step for step in self.steps if step.sequence > sequence), None)

    @property
    def ends_in_arbitration(self) -> bool:
        """Whether the ladder leads to arbitration at all."""
        return any(step.kind is StepKind.ARBITRATION for step in self.steps)

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data, defaults left out; `from_data` reads it back."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The procedure stored by `as_data`. Raises UnreadableData, UnusablePeriod or UnusableProcedure."""
        return from_plain(cls, data)


class UnusableProcedure(ValueError):
    """The rows do not make a ladder: a step or clock refers to something that is not there."""
