"""The steps one line of a log tells of, put on the ladder of the agreement in force."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from grievances.log_reading.columns import STEPS
from grievances.log_reading.facts import Key, StepFacts
from grievances.log_reading.known import Known, Ladder, StepOfLadder
from grievances.log_reading.lines import Line


@dataclass(frozen=True, slots=True)
class Told:
    """What the cells of one step say, before it is known when it began."""

    sequence: int
    filed_on: date | None
    met_on: date | None
    due_on: date | None
    answered_on: date | None
    finding: Key
    appealed_on: date | None

    @property
    def is_silent(self) -> bool:
        return not any((self.filed_on, self.met_on, self.due_on, self.answered_on, self.finding, self.appealed_on))


def told_steps(line: Line, known: Known, *, today: date) -> list[Told]:
    """The steps a line has anything to say of."""
    told = [_told(line, known, step, today=today) for step in STEPS]
    return [step for step in told if not step.is_silent]


def placed_steps(
    line: Line, told: list[Told], *, first_filed_on: date | None, demanded_on: date | None, ladder: Ladder | None
) -> tuple[StepFacts, ...]:
    """The steps with the day each began; a step that cannot be placed is a fault of the line."""
    steps: list[StepFacts] = []
    for each in told:
        began_on = each.filed_on or (steps[-1].appealed_on if steps else first_filed_on)
        if began_on is None:
            line.fault(
                f"step_{each.sequence}_filed",
                f"Step {each.sequence} is told of, but not when it was filed there.",
                "Enter the day, or the day of the appeal at the step before.",
            )
            continue
        steps.append(_on(began_on, each))
    if not steps and first_filed_on is not None and (ladder is None or ladder.step(1)):
        steps.append(StepFacts(1, first_filed_on))
    steps += _appealed_further(line, steps, demanded_on, ladder)
    _check_order(line, steps)
    _check_ladder(line, steps, ladder)
    return tuple(steps)


def _told(line: Line, known: Known, step: int, *, today: date) -> Told:
    def day(act: str, latest: date | None = today) -> date | None:
        return line.day(f"step_{step}_{act}", latest=latest)

    answered_on = day("answered")
    finding = line.coded(f"step_{step}_finding", known.findings)
    if answered_on and finding is None and not _has_fault(line, f"step_{step}_finding"):
        line.fault(f"step_{step}_finding", f"Step {step} was answered; how it found is missing.", "Enter the finding.")
    if finding is not None and answered_on is None and not _has_fault(line, f"step_{step}_answered"):
        line.fault(f"step_{step}_answered", f"Step {step} has a finding and no day of the answer.", "Enter the day.")
    return Told(
        sequence=step,
        filed_on=day("filed"),
        met_on=day("met"),
        due_on=day("due", latest=None),
        answered_on=answered_on,
        finding=finding.key if finding else "",
        appealed_on=day("appealed"),
    )


def _on(began_on: date, told: Told) -> StepFacts:
    return StepFacts(
        sequence=told.sequence,
        filed_on=began_on,
        met_on=told.met_on,
        due_on=told.due_on,
        answered_on=told.answered_on,
        finding=told.finding,
        appealed_on=told.appealed_on,
    )


def _appealed_further(
    line: Line, steps: list[StepFacts], demanded_on: date | None, ladder: Ladder | None
) -> Iterator[StepFacts]:
    """The step after the last one told of: the door of arbitration, or the one an appeal led to."""
    last = steps[-1] if steps else None
    if demanded_on is not None:
        arbitration = ladder.arbitration if ladder else StepOfLadder(max(STEPS) + 1, "Arbitration", True)
        if arbitration is None:
            line.fault("demanded_on", "The procedure of this unit has no arbitration.", "Check the unit and the day.")
        else:
            yield StepFacts(arbitration.sequence, demanded_on, is_arbitration=True)
    elif last is not None and last.appealed_on is not None:
        onward = ladder.after(last.sequence) if ladder else StepOfLadder(last.sequence + 1, "")
        if onward is None:
            line.fault(
                f"step_{last.sequence}_appealed",
                f"Nothing follows Step {last.sequence}.",
                "Check the unit and the day.",
            )
        else:
            yield StepFacts(onward.sequence, last.appealed_on, is_arbitration=onward.is_arbitration)


def _check_order(line: Line, steps: list[StepFacts]) -> None:
    for step in steps:
        if step.is_arbitration:
            continue
        for act, day in (("met", step.met_on), ("answered", step.answered_on), ("appealed", step.appealed_on)):
            if day is not None and day < step.filed_on:
                line.fault(
                    f"step_{step.sequence}_{act}" if step.sequence in STEPS else "filed_on",
                    f"{day:%a %-d %b %Y} lies before the step was filed, {step.filed_on:%a %-d %b %Y}.",
                    "Check both dates.",
                )
    for earlier, later in itertools.pairwise(steps):
        if later.filed_on < earlier.filed_on:
            key = "demanded_on" if later.is_arbitration else f"step_{min(later.sequence, max(STEPS))}_filed"
            line.fault(
                key,
                f"{later.filed_on:%a %-d %b %Y} lies before Step {earlier.sequence} was filed.",
                "Check both dates.",
            )


def _check_ladder(line: Line, steps: list[StepFacts], ladder: Ladder | None) -> None:
    if ladder is None:
        return
    for step in steps:
        if ladder.step(step.sequence) is None:
            line.fault(
                f"step_{min(step.sequence, max(STEPS))}_filed",
                f"The procedure of this unit has no Step {step.sequence}.",
                "Check the unit and the day.",
            )


def _has_fault(line: Line, key: str) -> bool:
    heading = line.heading(key)
    return any(finding.column == heading and finding.is_fault for finding in line.findings)
