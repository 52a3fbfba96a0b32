"""A whole log: every line becomes a case or a finding, none is dropped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from grievances.log_reading.cells import Cell
from grievances.log_reading.columns import IGNORED, REQUIRED
from grievances.log_reading.facts import CaseFacts, Finding, Key, LogReading, StepFacts
from grievances.log_reading.known import Known, Value
from grievances.log_reading.lines import Line
from grievances.log_reading.steps import placed_steps, told_steps

KINDS = ("individual", "group", "union", "policy")
SETTLED = "SETTLED"
_NUMBER, _NAME, _LINE = 60, 120, 200
_LONG = 20_000


@dataclass
class LogReader:
    """Reads line after line and remembers which numbers it has seen. `headings`: column key -> heading."""

    headings: Mapping[str, str]
    known: Known
    today: date

    def __post_init__(self) -> None:
        self._seen: dict[tuple[Key, str], int] = {}

    def read(self, number: int, cells: Mapping[str, Cell]) -> tuple[CaseFacts | None, list[Finding]]:
        """The case on one line, or nothing when the line has a fault; and every finding."""
        by_key = {key: cells.get(heading) for key, heading in self.headings.items()}
        line = Line(number, by_key, self.headings)
        case = self._case(line)
        return (None if line.has_faults else case), line.findings

    def _case(self, line: Line) -> CaseFacts | None:
        former = line.text("number", longest=_NUMBER)
        unit = line.coded("unit", self.known.units, is_needed=True)
        received_on = line.day("received_on", latest=self.today)
        if not former:
            line.fault("number", "The number is missing.", "Give every line the number it has in your log.")
        if received_on is None and not any(f.column == line.heading("received_on") for f in line.findings):
            line.fault("received_on", "The day of receipt is missing.", "Enter the day the paper arrived.")
        if unit is not None and unit.key not in self.known.desks:
            line.fault("unit", f"You do not work the desk of {unit.name}.", "Ask somebody who does to take it in.")
        if unit is not None and former:
            self._refuse_a_second(line, unit, former)
        self._check_union(line, unit)
        return self._details(line, former, unit, received_on)

    def _refuse_a_second(self, line: Line, unit: Value, former: str) -> None:
        earlier = self._seen.setdefault((unit.key, former), line.number)
        if earlier != line.number:
            line.fault("number", f"{former} already stands on line {earlier}.", "Keep one of the two lines.")

    def _check_union(self, line: Line, unit: Value | None) -> None:
        union = line.coded("union", self.known.unions)
        if union is not None and unit is not None and self.known.union_of_unit.get(unit.key) != union.key:
            line.fault("union", f"{union.name} does not represent {unit.name}.", "Check the unit and the union.")

    def _details(self, line: Line, former: str, unit: Value | None, received_on: date | None) -> CaseFacts | None:
        """Every other cell is read even when the first ones are wrong, so that one run shows every fault."""
        occurred_on = line.day("occurred_on", latest=self.today)
        filed_on = line.day("filed_on", latest=self.today)
        governing = occurred_on or filed_on or received_on
        ladder = self.known.ladder_on(unit.key, governing) if unit is not None and governing else None
        told = told_steps(line, self.known, today=self.today)
        steps = placed_steps(
            line,
            told,
            first_filed_on=filed_on or (received_on if told else None),
            demanded_on=line.day("demanded_on", latest=self.today),
            ladder=ladder,
        )
        grievants = line.names("grievants", longest=_NAME)
        department = line.coded("department", self.known.departments)
        specialist = line.coded("specialist", self.known.specialists)
        issue = line.coded("issue", self.known.issues)
        outcome = line.coded("outcome", self.known.outcomes)
        case = CaseFacts(
            line=line.number,
            former_number=former,
            unit=unit.key if unit else "",
            received_on=received_on or self.today,
            texts=line.texts,
            kind=_kind(line, grievants),
            title=line.text("title", longest=_LINE),
            grievants=grievants,
            job_title=line.text("job_title", longest=_NAME),
            facility=line.text("facility", longest=_LINE),
            agency_number=line.text("agency_number", longest=40),
            department=department.key if department else None,
            specialist=specialist.key if specialist else None,
            issue=issue.key if issue else None,
            articles=line.names("articles", longest=80),
            remedy=line.text("remedy", longest=_LONG, is_one_line=False),
            occurred_on=occurred_on,
            filed_on=filed_on,
            ladder=ladder.key if ladder else None,
            steps=steps,
            terms=line.text("terms", longest=_LONG, is_one_line=False),
            cents=line.cents("amount"),
            outcome=outcome.key if outcome else None,
            outcome_sequence=_outcome_step(line, steps),
            closed_on=line.day("closed_on", latest=self.today),
        )
        _check_days(line, case)
        _check_end(line, case, outcome)
        if case.is_open and case.steps and not line.has_faults:
            _check_open(line, case, self.known)
        return case


def read_log(
    rows: Iterable[tuple[int, Mapping[str, Cell]]], *, mapping: Mapping[str, str], known: Known, today: date
) -> LogReading:
    """Every row as a case or as findings. `mapping`: heading -> column key, as `columns.guessed` makes it."""
    findings = about_columns(mapping)
    if any(finding.is_fault for finding in findings):
        rows = list(rows)
        return LogReading((), tuple(findings), len(rows), frozenset(number for number, _ in rows))
    reader = LogReader(headings_of(mapping), known, today)
    cases: list[CaseFacts] = []
    faulty: set[int] = set()
    lines = 0
    for number, cells in rows:
        lines += 1
        case, found = reader.read(number, cells)
        findings += found
        if case is None:
            faulty.add(number)
        else:
            cases.append(case)
    return LogReading(tuple(cases), tuple(findings), lines, frozenset(faulty))


def headings_of(mapping: Mapping[str, str]) -> dict[str, str]:
    """column key -> heading in the file."""
    return {key: heading for heading, key in mapping.items() if key != IGNORED}


def about_columns(mapping: Mapping[str, str]) -> list[Finding]:
    """Columns that are missing (faults) and columns nobody takes in (remarks)."""
    taken = set(mapping.values())
    missing = [
        Finding(0, column.heading, f"No column holds: {column.holds}.", "Say which column it is.")
        for column in REQUIRED
        if column.key not in taken
    ]
    ignored = [
        Finding(0, heading, "This column is not taken in.", "Say which column it is, or leave it.", is_fault=False)
        for heading, key in mapping.items()
        if key == IGNORED
    ]
    return missing + ignored


def _kind(line: Line, grievants: tuple[str, ...]) -> str:
    written = line.text("kind", longest=_LINE).lower()
    by_number = "union" if not grievants else "group" if len(grievants) > 1 else "individual"
    kind = next((kind for kind in KINDS if written.startswith(kind)), "") if written else by_number
    if not kind:
        line.fault("kind", f"“{written}” is no kind of grievance.", f"Use one of: {', '.join(KINDS)}.")
        return by_number
    if kind in {"individual", "group"} and not grievants:
        line.fault("grievants", f"No grievant is named in this {kind} grievance.", "Name one, or change the kind.")
    return kind


def _outcome_step(line: Line, steps: tuple[StepFacts, ...]) -> int | None:
    words = line.text("outcome_step", longest=_LINE)
    if not words:
        return steps[-1].sequence if steps else None
    if "arb" in words.lower():
        at = next((step.sequence for step in steps if step.is_arbitration), None)
    else:
        figures = "".join(letter for letter in words if letter.isdigit())
        at = int(figures) if figures and len(figures) < 3 else _ROMAN.get(words.lower().split()[-1])
    if at is None or (steps and at not in {step.sequence for step in steps}):
        line.fault(
            "outcome_step", f"The case never was at “{words[:40]}”.", "Enter the number of the step it ended at."
        )
        return None
    return at


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


def _check_days(line: Line, case: CaseFacts) -> None:
    first = case.filed_on or case.received_on
    if case.occurred_on and case.occurred_on > first:
        line.fault("occurred_on", "The event lies after the filing.", "Check both dates.")
    days = [step.filed_on for step in case.steps] + [step.answered_on for step in case.steps if step.answered_on]
    last = max(days, default=case.received_on)
    if case.closed_on is not None and case.closed_on < max(last, case.received_on):
        line.fault(
            "closed_on",
            f"{case.closed_on:%a %-d %b %Y} lies before {max(last, case.received_on):%a %-d %b %Y}, "
            "on which something still happened.",
            "Check both dates.",
        )


def _check_end(line: Line, case: CaseFacts, outcome: Value | None) -> None:
    columns = {finding.column for finding in line.findings if finding.is_fault}
    if case.closed_on is not None and outcome is None and line.heading("outcome") not in columns:
        line.fault("outcome", "The case is closed; how it ended is missing.", "Enter the outcome.")
    if outcome is not None and case.closed_on is None and line.heading("closed_on") not in columns:
        line.fault("closed_on", "The case has an outcome and no day on which it ended.", "Enter the day.")
    is_settled = outcome is not None and outcome.code == SETTLED
    if not is_settled and (case.cents or case.terms) and line.heading("outcome") not in columns:
        key = "amount" if case.cents else "terms"
        line.fault(key, "There is a settlement, but the outcome is another.", "Make the outcome Settled, or clear it.")


def _check_open(line: Line, case: CaseFacts, known: Known) -> None:
    """A case that goes on needs what its clocks run on and somebody to hold it."""
    needs: list[tuple[str, Key | int | None]] = [("department", case.department), ("issue", case.issue)]
    for key, value in needs:
        if value is None:
            line.fault(key, f"The case is open; its {key} is missing.", f"Enter the {key}.")
    if case.ladder is None:
        line.fault(
            "unit",
            "No agreement of this unit was in force on that day, so no dates can be computed.",
            "Enter the agreement first, or check the unit and the day.",
        )
    if case.specialist is not None and (case.specialist, case.unit) not in known.holders:
        line.fault(
            "specialist",
            "This person does not work the desk of the unit.",
            "Choose somebody who does, or leave it empty to hold it yourself.",
        )
