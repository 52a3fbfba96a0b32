"""The world the matrix walks through, and the hidden things that must never show in it.

A page finds its arguments by their names in the arguments of its namespace (or its own line), so a page about a thing
that stands here needs a line in the matrix and nothing else. A new kind of thing gets a `@shown` builder and a
`@hidden` one; every text field of the hidden one takes `canary.word("what it is")`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
    """What the pages of the matrix are asked about: namespace or URL name -> arguments by name."""

    office: SmallOffice
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


HIDDEN: dict[str, Hidden] = {}
_OPEN: list[Callable[[World], None]] = []


def hidden(*, seen_by: set[str]) -> Callable[[Any], Any]:
    """Register a builder of something only `seen_by` may see. It returns arguments, as a World has them."""

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
    """Build one hidden thing; its canary, and the arguments by which one might ask for it."""
    canary = Canary(name)
    return canary, HIDDEN[name].build(world.office, world, canary)


def plant_all(world: World, persona: str) -> tuple[list[str], list[dict[str, dict[str, Any]]]]:
    """Everything hidden from one person: the words that must not show, and the arguments that lead to each thing."""
    planted = [plant(world, name) for name, thing in HIDDEN.items() if persona in thing.hidden_from]
    words = [word for canary, _ in planted for word in canary.words.values()]
    return [*words, ROOT], [arguments for _, arguments in planted if arguments]


# ------------------------------------------------------------------------------------------------ what is shown


@shown
def what_is_public(world: World) -> None:
    """Contracts, calendars and code lists of both units: everybody's, so they stand before anything is hidden."""
    from grievances.models import IssueCode
    from tests.factories.grievances import agreement_of, code_lists

    office = world.office
    code_lists()
    for unit in (office.clerical, office.trades):
        agreement_of(unit)
    issue = IssueCode.objects.order_by("pk").first()
    world.arguments["home"] = {
        "pk": office.parks.pk,
        "kind": "departments",
        "reference": office.desk.reference,
        "person": office.walled.pk,
    }
    world.arguments["home:employee"] = {"pk": office.employee.pk}
    for page in ("roles", "close_account"):
        world.arguments[f"home:{page}"] = {"pk": office.nobody.pk}
    for page in ("codes", "codes_add", "codes_edit", "codes_retire", "codes_merge"):
        world.arguments[f"grievances:{page}"] = {"kind": "issues", "pk": issue.pk}


@shown
def the_holders_case(world: World) -> None:
    """An ordinary case on the clerical desk: P3, P9 and the supervisor have no part in it."""
    from tests.factories.grievances import filed

    case = filed(world.office, title="Overtime not offered by seniority")
    world.things["case"] = case
    with reading_as(world.office.holder):
        world.arguments["grievances"] = {"number": case.number, "pk": case.due_dates.order_by("pk").first().pk}
        agreement, calendar = case.agreement, case.procedure.calendar
        world.arguments["grievances:recite"] = {"pk": _citation(case)}
        world.arguments |= {
            "contracts:agreement": {"pk": agreement.pk},
            "contracts:clause": {"pk": agreement.clauses.first().pk},
            "contracts:procedure": {"pk": case.procedure.pk},
            "contracts": {"pk": calendar.pk, "day": calendar.closed_days.first().pk},
        }


@shown
def the_holders_own_things(world: World) -> None:
    from grievances.operations.log_imports import bring_log
    from grievances.operations.saved_views import save_view

    with reading_as(world.office.holder):
        view = save_view(by=world.office.holder, name="My overtime", query="q=overtime")
        log = bring_log(
            by=world.office.holder, at=NOW, name="log.csv", content=b"Number,Unit,Received\n1,CL,2026-03-02"
        )
    for page in ("log", "columns", "take_in", "discard", "findings"):
        world.arguments[f"grievances:import_{page}"] = {"pk": log.pk}
    for page in ("xlsx", "pdf"):
        world.arguments[f"grievances:report_{page}"] = {"slug": "caseload"}
    world.arguments |= {
        "grievances:rename_view": {"pk": view.pk},
        "grievances:change_view": {"pk": view.pk, "verb": "share"},
        "drafts:keep": {"key": "grievances.answer:1"},
        "home:close_glass": {"pk": 0},
    }


@shown
def a_paper_of_the_case(world: World) -> None:
    paper = _paper(world.things["case"], by=world.office.holder, title="Overtime list", name="list", content="Overtime")
    world.arguments["documents"] = {"key": paper.key, "number": 1}
    world.arguments["grievances"]["key"] = paper.key


@shown
def a_note_in_the_case(world: World) -> None:
    from grievances.operations.confiding import write_note

    with reading_as(world.office.holder):
        note = write_note(grievance=world.things["case"], by=world.office.holder, at=NOW, text="Ask for the roster.")
    world.arguments["grievances:edit_note"] = {"pk": note.pk}


@shown
def an_answer_being_written(world: World) -> None:
    """The answer to the first step of the case, drafted by its holder."""
    letter = _answer(world.things["case"], by=world.office.holder, heading="Answer")
    world.arguments["correspondence"] = {"key": letter.key, "pk": 0}
    world.arguments["grievances:issue"] = {"key": letter.key}


@shown
def the_offices_mail(world: World) -> None:
    """A piece of mail on the open case, and a letter template."""
    from laborrel.correspondence.operations.templates import keep_template

    entry = _mail(world.things["case"], by=world.office.holder, subject="Request for the overtime list", whom="Local 1")
    with reading_as(world.office.senior):
        template = keep_template(
            kind="notice", title="Notice", subject="Notice", parts=[("", "<p>Notice.</p>")], known_fields=(),
            by=world.office.senior, at=NOW,
        )  # fmt: skip
    for page in ("answered", "void"):
        world.arguments[f"correspondence:{page}"] = {"number": entry.number}
    for page in ("template", "next_version", "retire_template", "begin_letter"):
        world.arguments[f"correspondence:{page}"] = {"pk": template.pk}
    world.arguments["contracts:new_version"] = {"pk": world.things["case"].agreement_id}


def _mail(case: Any, *, by: Any, subject: str, whom: str) -> Any:
    from laborrel.correspondence.operations.register import Mail, register_mail

    mail = Mail("in", NOW.date(), "mail", whom, "Labor Relations", subject, NOW.date())
    with reading_as(by):
        return register_mail(mail=mail, matter=case, by=by, at=NOW)


# ------------------------------------------------------------------------------------------------ what is hidden


@hidden(seen_by={"senior"})
def sealed_case(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    """Sealed by the senior on the clerical desk: its own specialists do not see it."""
    return _hidden_case(office, canary, by=office.senior, unit=office.clerical, is_sealed=True)


@hidden(seen_by={"senior", "other_unit"})
def case_of_the_other_desk(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    return _hidden_case(office, canary, by=office.other_unit, unit=office.trades, is_sealed=False)


@hidden(seen_by={"senior", "holder", "same_unit"})
def note_in_the_open_case(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    """A row inside a row: those who see the case without its notes see nothing of it."""
    from grievances.operations.confiding import write_note

    with reading_as(office.holder):
        write_note(grievance=world.things["case"], by=office.holder, at=NOW, text=canary.word("note"))
    return {}


@hidden(seen_by={"senior"})
def own_things_of_the_senior(office: SmallOffice, world: World, canary: Canary) -> dict[str, dict[str, Any]]:
    """Drafts, saved views and uploaded logs belong to one person each."""
    from django.http import QueryDict

    from grievances.operations.log_imports import bring_log
    from grievances.operations.saved_views import save_view
    from laborrel.drafts.typing import keep_draft

    with reading_as(office.senior):
        view = save_view(by=office.senior, name=canary.word("view"), query=f"q={canary.word('query')}")
        typed = QueryDict(f"text={canary.word('typed')}")
        keep_draft(owner=office.senior, key="grievances.answer:1", data=typed, at=NOW)
        lines = f"Number,Unit,Received,Title\n1,CL,2026-03-02,{canary.word('logged')}"
        log = bring_log(by=office.senior, at=NOW, name=f"{canary.word('log')}.csv", content=lines.encode())
    pages = ("log", "columns", "take_in", "discard", "findings")
    return {
        "grievances:rename_view": {"pk": view.pk},
        "grievances:change_view": {"pk": view.pk, "verb": "share"},
        **{f"grievances:import_{page}": {"pk": log.pk} for page in pages},
    }


def _hidden_case(office: SmallOffice, canary: Canary, *, by: Any, unit: Any, is_sealed: bool) -> dict[str, Any]:
    """A whole case with its paper, its note and its answer, each text with a word of its own."""
    from grievances.operations.confiding import write_note
    from tests.factories.grievances import filed

    case = filed(
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
    words = {"title": canary.word("paper"), "name": canary.word("file name"), "content": canary.word("content")}
    paper = _paper(case, by=by, **words)
    letter = _answer(case, by=by, heading=canary.word("heading"))
    mail = _mail(case, by=by, subject=canary.word("mail"), whom=canary.word("sender"))
    with reading_as(by):
        write_note(grievance=case, by=by, at=NOW, text=canary.word("note"))
        due = case.due_dates.order_by("pk").first()
        citation = _citation(case)
    return {
        "grievances": {"number": case.number, "pk": due.pk, "key": paper.key},
        "documents": {"key": paper.key, "number": 1},
        "correspondence": {"key": letter.key, "pk": 0, "number": mail.number},
        "grievances:issue": {"key": letter.key},
        "grievances:recite": {"pk": citation},
    }


def _citation(case: Any) -> int:
    return case.visits.first().citations.first().pk


def _paper(case: Any, *, by: Any, title: str, name: str, content: str) -> Any:
    from laborrel.documents.operations import add_document

    with reading_as(by):
        return add_document(
            matter=case, title=title, kind="evidence", name=f"{name}.txt", content=content.encode(), by=by, at=NOW
        )


def _answer(case: Any, *, by: Any, heading: str) -> Any:
    from grievances.operations.answering import draft_answer, first_text
    from grievances.operations.stepping import present_visit

    with reading_as(by):
        text = first_text(case, present_visit(case), by=by, on=NOW.date())
        text = replace(text, subject=heading)
        return draft_answer(grievance=case, by=by, at=NOW, finding="denied", text=text).letter
