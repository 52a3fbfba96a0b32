"""Import an existing log: checked line by line, then whole or not at all; a second run changes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils.timezone import localdate

from grievances.access import IMPORT_LOG
from grievances.log_inputs import desks_of, known_to
from grievances.log_reading.columns import BY_KEY
from grievances.log_reading.facts import CaseFacts, Finding, LogReading
from grievances.log_reading.reading import LogReader, about_columns, headings_of
from grievances.models import Grievance
from grievances.operations.imported_rows import Shelf, put_on_the_shelf
from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record, record_each
from laborrel.audit.models import Event
from laborrel.documents.uploaded_rows import Reading, Row

CHUNK = 1_000
_LOCK = 7_341_906  # one log at a time, so that two runs of one log cannot both find it new


class LogHasFaults(Exception):
    """Some lines have faults, so nothing was taken in. Correct them in the log and try again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that was taken in before and whose line now says something else. It is reported, never overwritten."""

    case: CaseFacts
    number: str
    changed: tuple[tuple[str, str, str], ...]  # (column, what it said, what it says)


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """A log as it was understood, against the cases within the person's reach."""

    reading: LogReading
    headings: Mapping[str, str]
    new: tuple[CaseFacts, ...]
    unchanged: tuple[CaseFacts, ...]
    differing: tuple[Difference, ...]

    @property
    def findings(self) -> list[Finding]:
        """Every finding in the order of the lines, differences included."""
        return sorted(
            [*self.reading.findings, *(each for one in self.differing for each in self._about(one))],
            key=lambda finding: (finding.line, not finding.is_fault),
        )

    def counts(self) -> dict[str, int]:
        """lines = new + unchanged + differing + faulty, always."""
        return {
            "lines": self.reading.lines,
            "new": len(self.new),
            "unchanged": len(self.unchanged),
            "differing": len(self.differing),
            "faulty": len(self.reading.faulty_lines),
        }

    def _about(self, one: Difference) -> Iterator[Finding]:
        for key, was, now in one.changed:
            heading = self.headings.get(key) or BY_KEY[key].heading
            says = f"{one.number} was taken in with “{was[:80]}”; the log now has “{now[:80]}”."
            yield Finding(one.case.line, heading, says, "Change it on the case.", is_fault=False)


@dataclass
class LogChecker:
    """Checks a log batch by batch, so that a long one can show how far it is."""

    upload: Reading
    mapping: Mapping[str, str]
    by: Any
    at: datetime
    _cases: list[CaseFacts] = field(default_factory=list)
    _findings: list[Finding] = field(default_factory=list)
    _faulty: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        require(self.by, IMPORT_LOG)
        self._findings += [*about_columns(self.mapping), *about_the_file(self.upload)]
        self._cannot_begin = any(finding.is_fault and finding.line == 0 for finding in self._findings)
        self._faulty |= {finding.line for finding in self._findings if finding.is_fault and finding.line}
        self._reader = LogReader(headings_of(self.mapping), known_to(self.by), localdate(self.at))

    def check(self, rows: Iterable[Row]) -> None:
        """Read some lines more."""
        for row in rows:
            if self._cannot_begin:
                self._faulty.add(row.line)
                continue
            case, findings = self._reader.read(row.line, row.cells)
            self._findings += findings
            if case is None or row.line in self._faulty:
                self._faulty.add(row.line)
            else:
                self._cases.append(case)

    def result(self) -> CheckedLog:
        """What was found, against the cases as they stand now."""
        reading = LogReading(
            tuple(self._cases),
            tuple(self._findings),
            lines=len(self._cases) + len(self._faulty),
            faulty_lines=frozenset(self._faulty),
        )
        return _compared(reading, headings_of(self.mapping), by=self.by)


def check_log(*, upload: Reading, mapping: Mapping[str, str], by: Any, at: datetime) -> CheckedLog:
    """The dry run: every line read and compared, nothing written."""
    checker = LogChecker(upload, mapping, by, at)
    checker.check(upload.rows)
    return checker.result()


@transaction.atomic
def take_in_log(*, checked: CheckedLog, file_name: str, by: Any, at: datetime) -> CheckedLog:
    """Write every new case of a checked log with our numbers, in the order of receipt; one transaction.

    Raises LogHasFaults; returns the log compared once more, as it stood when it was written.
    """
    require(by, IMPORT_LOG)
    if checked.reading.has_faults:
        raise LogHasFaults
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    fresh = _compared(checked.reading, checked.headings, by=by)
    shelf = Shelf(desks=desks_of(by), file_name=file_name, by=by, at=at)
    cases = sorted(fresh.new, key=lambda case: (case.received_on, case.line))
    made = put_on_the_shelf(shelf, cases)
    facts = [
        (
            grievance,
            {"file": file_name, "line": case.line, "former_number": case.former_number, "row": dict(case.texts)},
        )
        for case, grievance in made
    ]
    record_each("grievances.import_case", by=by, at=at, matters=facts)
    record("grievances.import_log", by=by, at=at, scope=office_scope(), label="A log", file=file_name, **fresh.counts())
    return fresh


def about_the_file(upload: Reading) -> list[Finding]:
    """What the file itself made doubtful: assumptions as remarks, lines that lost something as faults."""
    remarks = [Finding(0, "", note, is_fault=False) for note in upload.notes]
    faults = [
        Finding(problem.line, "", problem.sentence, "Correct the line in the log.") for problem in upload.problems
    ]
    return remarks + faults


def _compared(reading: LogReading, headings: Mapping[str, str], *, by: Any) -> CheckedLog:
    earlier = _earlier(reading.cases, by)
    new, unchanged, differing = [], [], []
    for case in reading.cases:
        found = earlier.get((case.unit, case.former_number))
        if found is None:
            new.append(case)
            continue
        number, row = found
        changed = tuple(
            (key, row.get(key, ""), case.texts.get(key, ""))
            for key in headings
            if row.get(key, "") != case.texts.get(key, "")
        )
        if changed:
            differing.append(Difference(case, number, changed))
        else:
            unchanged.append(case)
    return CheckedLog(reading, headings, tuple(new), tuple(unchanged), tuple(differing))


def _earlier(cases: Sequence[CaseFacts], by: Any) -> dict[tuple[Any, str], tuple[str, dict[str, str]]]:
    """(unit, former number) -> our number and the line as it was taken in, for cases within the person's reach.

    A case out of reach is as if it were not there: whether its number is used, nobody learns from a log.
    """
    found: dict[tuple[Any, str], tuple[str, dict[str, str]]] = {}
    kind = ContentType.objects.get_for_model(Grievance)
    numbers = sorted({case.former_number for case in cases})
    for start in range(0, len(numbers), CHUNK):
        mine = Grievance.objects.visible_to(by).filter(former_number__in=numbers[start : start + CHUNK])
        rows = {
            pk: (unit, former, number)
            for pk, unit, former, number in mine.values_list("pk", "unit_id", "former_number", "number")
        }
        events = Event.objects.visible_to(by).filter(
            verb="grievances.import_case", matter_type=kind, matter_id__in=list(rows)
        )
        taken_in = dict(events.order_by("at").values_list("matter_id", "data__row"))
        for pk, (unit, former, number) in rows.items():
            found[unit, former] = (number, taken_in.get(pk) or {})
    return found
