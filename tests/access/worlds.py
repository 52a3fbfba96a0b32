"""The world the matrix walks through, and the hidden things that must never show in it.

Whoever adds a page adds what it shows to `open_world`, and what it must hide as one more `@hidden` builder. A builder
gets the small office, the open world and a `Canary`; every text field it fills takes `canary.word("what it is")`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laborrel.access.wall import reading_as
from tests.factories.office import NOW, SmallOffice
from tests.personas import PERSONAS

ROOT = "Xqzvwj"  # the first six letters of every canary: no word of any language, so that a snippet is found too


@dataclass
class Canary:
    """Gives each hidden field a word of its own."""

    name: str
    words: dict[str, str] = field(default_factory=dict)

    def word(self, what: str) -> str:
        return self.words.setdefault(what, f"{ROOT}{self.name.title().replace('_', '')}{len(self.words):02d}")

    @property
    def tokens(self) -> list[str]:
        return [*self.words.values(), ROOT]


@dataclass(frozen=True, slots=True)
class Hidden:
    """One kind of hidden thing: who sees it, how it is made, and by which addresses one might ask for it."""

    name: str
    seen_by: frozenset[str]
    build: Callable[[SmallOffice, "World", Canary], dict[str, dict[str, Any]]]

    @property
    def hidden_from(self) -> list[str]:
        return [name for name in PERSONAS if name not in self.seen_by]


@dataclass
class World:
    """What the pages of the matrix are asked about: URL name -> its arguments."""

    office: SmallOffice
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


HIDDEN: dict[str, Hidden] = {}
_OPEN: list[Callable[[World], None]] = []


def hidden(*, seen_by: set[str]) -> Callable[[Any], Any]:
    """Register a builder of something only `seen_by` may see. It returns URL name -> arguments that lead to it."""

    def register(build: Any) -> Any:
        HIDDEN[build.__name__] = Hidden(build.__name__, frozenset(seen_by), build)
        return build

    return register


def shown(build: Callable[[World], None]) -> Callable[[World], None]:
    """Register a builder of something the matrix asks for."""
    _OPEN.append(build)
    return build


def open_world(office: SmallOffice) -> World:
    world = World(office)
    for build in _OPEN:
        build(world)
    return world


def plant(world: World, name: str) -> tuple[Canary, dict[str, dict[str, Any]]]:
    """Build one hidden thing; its canary, and the addresses by which one might ask for it."""
    canary = Canary(name)
    return canary, HIDDEN[name].build(world.office, world, canary)


# ------------------------------------------------------------------------------------------------ what is shown


@shown
def the_holders_case(world: World) -> None:
    """An ordinary case on the clerical desk: P3, P9 and the supervisor have no part in it."""
    from tests.factories.grievances import filed

    case = filed(world.office, title="Overtime not offered by seniority")
    with reading_as(world.office.holder):
        due = case.due_dates.order_by("pk").first()
        agreement, procedure = case.agreement, case.procedure
        clause, calendar = agreement.clauses.first(), procedure.calendar
    world.things["case"] = case
    for page in ("case", "case_sheet", "dates", "dates_paper", "file"):
        world.arguments[f"grievances:{page}"] = {"number": case.number}
    for page in ("why", "why_paper"):
        world.arguments[f"grievances:{page}"] = {"number": case.number, "pk": due.pk}
    world.arguments |= {
        "contracts:agreement": {"pk": agreement.pk},
        "contracts:clause": {"pk": clause.pk},
        "contracts:procedure": {"pk": procedure.pk},
        "contracts:calendar": {"pk": calendar.pk},
        "contracts:close_day": {"pk": calendar.pk},
        "contracts:reopen_day": {"pk": calendar.pk, "day": calendar.closed_days.first().pk},
    }


@shown
def the_holders_own_things(world: World) -> None:
    from grievances.operations.saved_views import save_view

    with reading_as(world.office.holder):
        view = save_view(by=world.office.holder, name="My overtime", query="q=overtime")
    world.arguments |= {
        "grievances:rename_view": {"pk": view.pk},
        "grievances:change_view": {"pk": view.pk, "verb": "share"},
        "drafts:keep": {"key": "grievances.answer:1"},
        "people:end_session": {"pk": 0},
        "mfa_edit_webauthn": {"pk": 0},
        "mfa_remove_webauthn": {"pk": 0},
        "account_reset_password_from_key": {"uidb36": "0", "key": "x-y"},
        "home:close_glass": {"pk": 0},
    }


@shown
def a_paper_of_the_case(world: World) -> None:
    from laborrel.documents.operations import add_document

    with reading_as(world.office.holder):
        paper = add_document(
            matter=world.things["case"],
            title="Overtime list",
            kind="evidence",
            name="list.txt",
            content=b"Overtime list",
            by=world.office.holder,
            at=NOW,
        )
    world.arguments["documents:download_current"] = {"key": paper.key}
    world.arguments["documents:download"] = {"key": paper.key, "number": 1}


# ------------------------------------------------------------------------------------------------ what is hidden


def _case_of(office: SmallOffice, canary: Canary, *, by: Any, unit: Any, is_sealed: bool) -> Any:
    from tests.factories.grievances import filed

    return filed(
        office,
        by=by,
        unit=unit,
        is_sealed=is_sealed,
        title=canary.word("title"),
        grievants=[canary.word("grievant")],
        cited=[canary.word("cited")],
        statement=canary.word("statement"),
        remedy_asked=canary.word("remedy"),
        agency_number=canary.word("agency number"),
        moved_by=canary.word("moved by"),
        received_on=date(2026, 3, 3),
    )


def _fill(case: Any, canary: Canary, by: Any) -> dict[str, dict[str, Any]]:
    """Papers, notes and events of a hidden case, each with words of its own."""
    from grievances.operations.confiding import write_note
    from laborrel.documents.operations import add_document

    with reading_as(by):
        paper = add_document(
            matter=case,
            title=canary.word("paper"),
            kind="evidence",
            name=f"{canary.word('file name')}.txt",
            content=canary.word("content").encode(),
            by=by,
            at=NOW,
        )
        write_note(grievance=case, by=by, at=NOW, text=canary.word("note"))
        due = case.due_dates.order_by("pk").first()
    asked: dict[str, dict[str, Any]] = {
        f"grievances:{page}": {"number": case.number} for page in ("case", "case_sheet", "dates", "dates_paper", "file")
    }
    asked |= {f"grievances:{page}": {"number": case.number, "pk": due.pk} for page in ("why", "why_paper")}
    asked["documents:download_current"] = {"key": paper.key}
    asked["documents:download"] = {"key": paper.key, "number": 1}
    return asked


@hidden(seen_by={"senior"})
def sealed_case(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    """Sealed by the senior on the clerical desk: its own specialists do not see it."""
    case = _case_of(office, canary, by=office.senior, unit=office.clerical, is_sealed=True)
    return _fill(case, canary, office.senior)


@hidden(seen_by={"senior", "other_unit"})
def case_of_the_other_desk(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    case = _case_of(office, canary, by=office.other_unit, unit=office.trades, is_sealed=False)
    return _fill(case, canary, office.other_unit)


@hidden(seen_by={"senior", "holder", "same_unit"})
def note_in_the_open_case(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    """A row inside a row: those who see the case without its notes see nothing of it."""
    from grievances.operations.confiding import write_note

    with reading_as(office.holder):
        write_note(grievance=world.things["case"], by=office.holder, at=NOW, text=canary.word("note"))
    return {}


@hidden(seen_by={"senior"})
def own_things_of_the_senior(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    """Drafts and saved views belong to one person each."""
    from django.http import QueryDict

    from grievances.operations.saved_views import save_view
    from laborrel.drafts.typing import keep_draft

    with reading_as(office.senior):
        view = save_view(by=office.senior, name=canary.word("view"), query=f"q={canary.word('query')}")
        typed = QueryDict(f"text={canary.word('typed')}")
        keep_draft(owner=office.senior, key="grievances.answer:1", data=typed, at=NOW)
    return {"grievances:rename_view": {"pk": view.pk}, "grievances:change_view": {"pk": view.pk, "verb": "share"}}
