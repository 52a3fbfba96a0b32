"""What this person can do on this case now, as buttons; a verb that would be refused is not among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from grievances.access import (
    ANSWER_GRIEVANCE,
    FILE_GRIEVANCE,
    RESTRICT_GRIEVANCE,
    SETTLE_GRIEVANCE,
    WORK_GRIEVANCE,
    WRITE_PRIVILEGED_NOTE,
)
from grievances.doors import verb_door
from grievances.models import Settlement, StepVisit
from grievances.states import GRIEVANCE
from grievances.time_limits.rules import Procedure, Step, StepKind
from grievances.time_limits.standing import Phase, Standing
from grievances.whole_case import WholeCase
from laborrel.access.models import Scope
from laborrel.access.permissions import Permission
from laborrel.access.reach import may, reach_of
from laborrel.access.scopes import ADMIT_TO_CASE, WALL_OFF

_SILENT = frozenset({Phase.UNANSWERED, Phase.DENIED_BY_SILENCE})
_OPEN_SETTLEMENTS = frozenset({"proposed", "approved"})


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the question "can this be done now?" is decided on; nothing here asks the database."""

    user: Any
    case: WholeCase
    ladder: Procedure | None
    standing: Standing | None
    today: date

    def may(self, permission: Permission) -> bool:
        return may(self.user, permission, self.case.grievance)

    def in_state_for(self, verb: str) -> bool:
        return GRIEVANCE.allows(verb, state=self.case.grievance.state)

    @property
    def visit(self) -> StepVisit | None:
        return next((visit for visit in self.case.rows["visits"] if visit.left_on is None), None)

    @property
    def ahead(self) -> list[Step]:
        """The steps the case may be taken to now."""
        if self.ladder is None or self.standing is None:
            return []
        here = self.case.grievance.step or 0
        if any(step.sequence == here and step.is_final for step in self.ladder.steps):
            return []
        found: list[Step] = []
        for step in self.ladder.steps:
            if here < step.sequence <= self.last_step:
                found.append(step)
                if not step.is_optional:
                    break
        return found

    @property
    def last_step(self) -> int:
        """Where the ladder ends for this kind of matter."""
        grievance = self.case.grievance
        topics = {grievance.discipline, grievance.issue.topic if grievance.issue else "", grievance.kind} - {""}
        ladder = self.ladder
        if ladder is None:
            return 0
        cuts = [cut.last_step for cut in ladder.exclusions if cut.topic in topics and cut.last_step is not None]
        return min([ladder.steps[-1].sequence, *cuts])

    @property
    def is_silent(self) -> bool:
        """Our time to answer ran out and the contract lets the union go on."""
        return self.standing is not None and self.standing.phase in _SILENT

    @property
    def has_running_date(self) -> bool:
        return any(
            due.state == "running" and due.due_on and due.due_on >= self.today
            for due in self.case.standing_dates.values()
        )

    @property
    def settlement(self) -> Settlement | None:
        """The settlement on its way: proposed or approved, signed with money unpaid."""
        rows: list[Settlement] = self.case.rows["settlements"]
        waiting = [row for row in rows if row.state == "signed" and row.amount_cents]
        return next((row for row in rows if row.state in _OPEN_SETTLEMENTS), waiting[0] if waiting else None)


@dataclass(frozen=True, slots=True)
class Verb:
    """One button: its address, words and right, and when it fits."""

    door: str
    label: str
    permission: Permission
    fits: Callable[[Table], bool]
    group: str = "step"


def _at_arbitration(table: Table) -> bool:
    return any(step.kind is StepKind.ARBITRATION for step in table.ahead)


def _before_arbitration(table: Table) -> bool:
    return any(step.kind is not StepKind.ARBITRATION for step in table.ahead)


def _answer_begun(table: Table) -> bool:
    return table.visit is not None and any(not row.issued_on for row in table.case.of_visit("answers", table.visit))


def _may_be_oral(table: Table) -> bool:
    here = table.case.grievance.step
    steps = table.ladder.steps if table.ladder else ()
    return any(step.sequence == here and not step.answer_in_writing for step in steps)


def _answer_not_received(table: Table) -> bool:
    visit = table.visit
    return visit is not None and any(
        row.issued_on and not row.received_on for row in table.case.of_visit("answers", visit)
    )


def _can_object(table: Table) -> bool:
    standing = table.standing
    return standing is not None and bool(standing.defences) and not table.case.grievance.objection


def _has_step(table: Table, *, later: bool) -> bool:
    here = table.case.grievance.step
    if table.ladder is None or here is None:
        return False
    steps = [step.sequence for step in table.ladder.steps]
    return any(here < each <= table.last_step for each in steps) if later else any(each < here for each in steps)


def _is_open(table: Table) -> bool:
    return table.case.grievance.is_open and table.case.grievance.procedure_id is not None


def _is_restricted(table: Table) -> bool:
    return table.case.grievance.scope.kind != Scope.Kind.UNIT_DESK


VERBS = (
    Verb("file", "Enter the grievance", FILE_GRIEVANCE, lambda t: t.in_state_for("file")),
    Verb("settle", "Go on with the settlement", SETTLE_GRIEVANCE, lambda t: t.settlement is not None),
    Verb(
        "answer", "Go on with the answer", ANSWER_GRIEVANCE, lambda t: t.in_state_for("answer") and _answer_begun(t)
    ),
    Verb("answer", "Write the answer", ANSWER_GRIEVANCE, lambda t: t.in_state_for("answer") and not _answer_begun(t)),
    Verb(
        "oral_answer", "Record an oral answer", ANSWER_GRIEVANCE,
        lambda t: t.in_state_for("answer") and not _answer_begun(t) and _may_be_oral(t),
    ),
    Verb(
        "screen", "Screen it", WORK_GRIEVANCE, lambda t: t.in_state_for("screen") and bool(t.visit)
        and not getattr(t.visit, "screening", None),
    ),
    Verb("meeting", "Record a meeting", WORK_GRIEVANCE, lambda t: t.in_state_for("record_meeting")),
    Verb("receipt", "Record when the answer was received", WORK_GRIEVANCE, _answer_not_received),
    Verb("appeal", "Record an appeal", WORK_GRIEVANCE, lambda t: t.in_state_for("appeal") and _before_arbitration(t)),
    Verb(
        "advance", "Record that the union went on", WORK_GRIEVANCE,
        lambda t: t.in_state_for("advance") and t.is_silent and _before_arbitration(t),
    ),
    Verb(
        "refer", "Refer to arbitration", WORK_GRIEVANCE,
        lambda t: t.in_state_for("refer") and _at_arbitration(t)
        and (t.is_silent or t.case.grievance.state == "answered"),
    ),
    Verb("object", "Raise the timeliness objection", WORK_GRIEVANCE, lambda t: _is_open(t) and _can_object(t)),
    Verb("extend", "Extend a time limit", WORK_GRIEVANCE, lambda t: _is_open(t) and t.has_running_date, "time"),
    Verb("hold", "Hold in abeyance", WORK_GRIEVANCE, lambda t: _is_open(t) and not t.case.grievance.is_held, "time"),
    Verb("release", "End the abeyance", WORK_GRIEVANCE, lambda t: _is_open(t) and t.case.grievance.is_held, "time"),
    Verb("happening", "Record something else dated", WORK_GRIEVANCE, _is_open, "time"),
    Verb("skip", "Skip a step by agreement", WORK_GRIEVANCE,
         lambda t: t.in_state_for("skip") and _has_step(t, later=True), "more"),
    Verb("revert", "Go back a step by agreement", WORK_GRIEVANCE,
         lambda t: t.in_state_for("revert") and _has_step(t, later=False), "more"),
    Verb("cite", "Add or amend provisions cited", WORK_GRIEVANCE, lambda t: _is_open(t) and bool(t.visit), "more"),
    Verb("settle", "Propose a settlement", SETTLE_GRIEVANCE,
         lambda t: t.settlement is None and t.in_state_for("settle"), "end"),
    Verb("withdraw", "Record a withdrawal", WORK_GRIEVANCE, lambda t: t.in_state_for("withdraw"), "end"),
    Verb("close", "Close the case", WORK_GRIEVANCE, lambda t: t.in_state_for("close"), "end"),
    Verb("amend", "Correct the facts", WORK_GRIEVANCE, _is_open, "more"),
    Verb("remedies", "Record remedies granted", WORK_GRIEVANCE, lambda t: bool(t.case.rows["grievants"]), "more"),
    Verb("assign", "Give it to a colleague", WORK_GRIEVANCE, lambda t: t.case.grievance.is_open, "people"),
    Verb("restrict", "Give it a team of its own", RESTRICT_GRIEVANCE, lambda t: not _is_restricted(t), "people"),
    Verb("let_in", "Let somebody in", ADMIT_TO_CASE, _is_restricted, "people"),
    Verb("wall_off", "Keep somebody out", WALL_OFF, lambda _: True, "people"),
)  # fmt: skip


def verbs_now(table: Table) -> dict[str, list[dict[str, Any]]]:
    """The buttons by group; the first of the steps' group is the one to press next."""
    groups: dict[str, list[dict[str, Any]]] = {"step": [], "time": [], "end": [], "people": [], "more": []}
    for verb in VERBS:
        if (
            table.may(verb.permission)
            and verb.fits(table)
            and (url := verb_door(verb.door, table.case.grievance.number))
        ):
            is_first = verb.group == "step" and not groups["step"]
            groups[verb.group].append({"label": verb.label, "url": url, "is_primary": is_first})
    groups["more"] = list(_note(table)) + groups["more"]
    return groups


def _note(table: Table) -> Iterator[dict[str, Any]]:
    """Only who may see the privileged notes of the case learns that there can be any."""
    privileged = getattr(table.case.grievance, "privileged_id", None)
    url = verb_door("note", table.case.grievance.number)
    if url and privileged in reach_of(table.user).rows(WRITE_PRIVILEGED_NOTE):
        yield {"label": "Write a privileged note", "url": url, "is_primary": False}
