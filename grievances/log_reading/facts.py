"""What one line of a log says, once it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Key = int | str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about one line: where, what is wrong, what to do. A fault keeps the whole log out."""

    line: int
    column: str
    says: str
    do: str = ""
    is_fault: bool = True

    def as_data(self) -> dict[str, object]:
        return {"line": self.line, "column": self.column, "says": self.says, "do": self.do, "is_fault": self.is_fault}


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What happened at one step."""

    sequence: int
    filed_on: date
    met_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    finding: Key = ""
    appealed_on: date | None = None
    is_arbitration: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case of the log. `texts` holds every cell as it was understood: what a second run compares."""

    line: int
    former_number: str
    unit: Key
    received_on: date
    texts: Mapping[str, str]
    kind: str = "individual"
    title: str = ""
    grievants: tuple[str, ...] = ()
    job_title: str = ""
    facility: str = ""
    agency_number: str = ""
    department: Key | None = None
    specialist: Key | None = None
    issue: Key | None = None
    articles: tuple[str, ...] = ()
    remedy: str = ""
    occurred_on: date | None = None
    filed_on: date | None = None
    ladder: int | None = None
    steps: tuple[StepFacts, ...] = ()
    terms: str = ""
    cents: int | None = None
    outcome: Key | None = None
    outcome_sequence: int | None = None
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


@dataclass(frozen=True, slots=True)
class LogReading:
    """The cases of a log and the findings, in the order of the lines."""

    cases: tuple[CaseFacts, ...]
    findings: tuple[Finding, ...]
    lines: int
    faulty_lines: frozenset[int] = frozenset()

    @property
    def has_faults(self) -> bool:
        return any(finding.is_fault for finding in self.findings)
