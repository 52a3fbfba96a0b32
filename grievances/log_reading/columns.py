"""The columns of a grievance log, and the guess which heading of a stranger's log means which of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

STEPS = (1, 2, 3, 4)
IGNORED = ""
"""In a mapping: this heading is not taken in."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column we understand: `heading` is what our own sample log calls it."""

    key: str
    heading: str
    holds: str
    also: tuple[str, ...] = ()
    is_required: bool = False


_CASE = (
    Column(
        "number", "Number", "the number in this log", ("case number", "grievance number", "case no", "no", "id"), True
    ),
    Column("agency_number", "Agency number", "the department's own number", ("department number", "agency no")),
    Column("unit", "Unit", "bargaining unit: code or name", ("bargaining unit", "bu", "unit code"), True),
    Column("union", "Union", "code or name", ("employee organization", "organization", "local")),
    Column("department", "Department", "code or name", ("agency", "dept", "division")),
    Column(
        "grievants", "Grievant(s)", "names divided by ; or line ends", ("grievant", "grievants", "employee", "name")
    ),
    Column("job_title", "Grievant title", "class or job title", ("job title", "classification", "class title")),
    Column("kind", "Kind", "individual, group, union or policy", ("type", "grievance type")),
    Column("title", "Title", "the dispute in a line", ("subject", "description", "summary", "issue description")),
    Column("facility", "Facility", "where it happened", ("location", "work location", "site")),
    Column("received_on", "Received", "day the paper arrived", ("date received", "received date", "received on"), True),
    Column(
        "filed_on", "Filed", "day that counts as filed", ("date filed", "filing date", "filed on", "grievance date")
    ),
    Column("occurred_on", "Occurred", "day of the event", ("incident date", "event date", "occurrence date")),
    Column(
        "specialist", "Specialist", "name or e-mail address", ("analyst", "assigned to", "representative", "holder")
    ),
    Column("issue", "Issue", "issue code or name", ("issue code", "topic", "category", "nature")),
    Column(
        "articles",
        "Articles",
        "provisions cited, divided by ;",
        ("article", "provision", "provisions", "contract articles"),
    ),
    Column("remedy", "Remedy", "what was asked for", ("remedy sought", "remedy requested", "relief")),
)

_END = (
    Column(
        "demanded_on",
        "Arbitration invoked",
        "day arbitration was demanded",
        ("arbitration demanded", "arbitration", "arbitration date"),
    ),
    Column("terms", "Settlement terms", "what was agreed", ("settlement", "terms")),
    Column(
        "amount", "Settlement amount", "money, in dollars", ("settlement money", "amount", "settlement cost", "dollars")
    ),
    Column(
        "outcome",
        "Outcome",
        "outcome code or name",
        ("final disposition", "disposition", "final outcome", "resolution", "result"),
    ),
    Column(
        "outcome_step",
        "Outcome step",
        "number of the step it ended at",
        ("disposition step", "step resolved", "final step"),
    ),
    Column(
        "closed_on", "Closed", "day it ended", ("closed date", "date closed", "closed on", "resolved", "date resolved")
    ),
)

_ACTS = {
    "filed": ("Filed", "day it was filed at the step", ("filed", "date filed", "filing", "presented", "received")),
    "met": ("Meeting", "day of the meeting", ("meeting", "meeting date", "met", "hearing", "conference")),
    "due": ("Due", "last day of the answer as the log has it", ("due", "due date", "answer due", "response due")),
    "answered": (
        "Answered",
        "day of the answer",
        ("answered", "answer", "answer date", "issued", "response", "responded"),
    ),
    "finding": ("Finding", "how the answer found", ("finding", "decision", "decision code", "answer code")),
    "appealed": ("Appealed", "day it was appealed further", ("appealed", "appeal", "appeal date", "advanced")),
}
_ROMAN = {1: "i", 2: "ii", 3: "iii", 4: "iv"}
_ORDINAL = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th"}


def _of_steps() -> Iterable[Column]:
    for step in STEPS:
        names = [f"step {step}", f"step {_ROMAN[step]}", f"{_ORDINAL[step]} step", f"level {step}", f"s{step}"]
        for act, (heading, holds, words) in _ACTS.items():
            also = tuple(f"{name} {word}" for name in names for word in words)
            also += tuple(f"{word} {name}" for name in names for word in words)
            yield Column(f"step_{step}_{act}", f"Step {step} {heading.lower()}", f"{holds}, Step {step}", also)


COLUMNS: tuple[Column, ...] = (*_CASE, *_of_steps(), *_END)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
REQUIRED = tuple(column for column in COLUMNS if column.is_required)


class UnknownColumn(ValueError):
    """The mapping names a column this log reader does not know."""


def guessed(headings: Iterable[str]) -> dict[str, str]:
    """heading -> key of the column it means, or IGNORED; each column is given to the first heading that means it."""
    known = _by_word()
    mapping: dict[str, str] = {}
    for heading in headings:
        key = known.get(_plain(heading), IGNORED)
        mapping[heading] = IGNORED if key in mapping.values() else key
    return mapping


def checked(mapping: Mapping[str, str], headings: Iterable[str]) -> dict[str, str]:
    """A mapping somebody made, for the headings of one file; raises UnknownColumn saying what is wrong with it."""
    chosen = {heading: mapping.get(heading, IGNORED) for heading in headings}
    for heading in mapping:
        if heading not in chosen:
            raise UnknownColumn(f"The mapping speaks of a column “{heading}”, which the file does not have.")
    taken: dict[str, str] = {}
    for heading, key in chosen.items():
        if key == IGNORED:
            continue
        if key not in BY_KEY:
            raise UnknownColumn(f"The mapping takes “{heading}” for “{key}”, which is no column of a log.")
        if key in taken:
            raise UnknownColumn(f"Both “{taken[key]}” and “{heading}” are taken for {BY_KEY[key].heading}.")
        taken[key] = heading
    return chosen


def _by_word() -> dict[str, str]:
    words: dict[str, str] = {}
    for column in COLUMNS:
        for word in (column.heading, column.key, *column.also):
            words.setdefault(_plain(word), column.key)
    return words


def _plain(heading: str) -> str:
    """Letters and figures only, in small letters: “Step 1 - Answer (date)” and “step 1 answer date” are one."""
    return " ".join(re.findall(r"[a-z0-9]+", heading.lower().replace("(s)", "s").replace("#", " number ")))
