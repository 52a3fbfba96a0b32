"""Everything the page of a case shows, gathered with as few questions as there are walls to pass."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import JSONObject

from grievances.case_inputs import calendar_of, facts_of, ladder_of
from grievances.doors import door
from grievances.missing_papers import Missing, Papers, missing_papers
from grievances.models import Grievance, PrivilegedNote
from grievances.next_verbs import Table, verbs_now
from grievances.states import GRIEVANCE
from grievances.story import LONGEST
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import Procedure, Side
from grievances.time_limits.standing import Clock, ClockState, NextDate, Standing
from grievances.whole_case import WholeCase, whole_case
from laborrel.access.composed import WHOEVER, ComposedRead
from laborrel.access.matters import ANY_MATTER, kept_under
from laborrel.audit.events import record_reading
from laborrel.audit.models import Event, Reading
from laborrel.correspondence.models import Letter, ProofOfService, RegisterEntry
from laborrel.correspondence.queries import letters_of
from laborrel.documents.models import Document, Version
from laborrel.web.wording import Due, day_words, due_on, lapsed_on, met_on
from laborrel.workdays.work_calendar import WorkCalendar

_PAST = frozenset({ClockState.MET, ClockState.LATE, ClockState.LAPSED})


@dataclass(slots=True)
class ClockFace:
    """One side's next date as the card shows it."""

    whose: str
    due: Due | None
    act: str = ""
    article: str = ""
    effect: str = ""
    why_url: str = ""
    strict_words: str = ""
    silence: str = ""  # why there is no date
    is_last: bool = False  # nothing more is due: this is what became of the last date
    is_first: bool = False  # the one the key leads to


@dataclass(slots=True)
class CasePage:
    """The case in hand with its children, its papers and what can be done now."""

    case: WholeCase
    standing: Standing | None
    ladder: Procedure | None
    events: list[Event]
    documents: list[Document]
    letters: list[Letter]
    mail: list[RegisterEntry]
    notes: list[PrivilegedNote]
    verbs: dict[str, list[dict[str, Any]]]
    clocks: list[ClockFace]

    @property
    def grievance(self) -> Grievance:
        return self.case.grievance

    @property
    def missing(self) -> list[Missing]:
        return missing_papers(Papers(self.case, self.documents, self.letters))

    @property
    def doors(self) -> dict[str, str]:
        """From the title of a paper or the subject of a letter to its address."""
        found = {letter.subject: letter_door(letter) for letter in self.letters}
        found |= {paper.title: paper.get_absolute_url() for paper in self.documents}
        return {name: url for name, url in found.items() if url}


def case_page(user: Any, number: str, *, today: date) -> CasePage:
    """Eight questions at most; raises Grievance.DoesNotExist when there is no such case for this person."""
    case = whole_case(user, number)
    grievance = case.grievance
    ladder, standing = _standing(grievance, today)
    documents = documents_of(grievance, user)
    return CasePage(
        case=case,
        standing=standing,
        ladder=ladder,
        events=_events(user, **kept_under(grievance)),
        documents=documents,
        letters=_letters(user, **kept_under(grievance)),
        mail=_mail(user, **kept_under(grievance)),
        notes=_notes(user, **kept_under(grievance)),
        verbs=verbs_now(Table(user, case, ladder, standing, today)),
        clocks=_clocks(case, standing, today),
    )


def note_reading(page: CasePage, *, by: Any, at: datetime) -> None:
    """A confidential case, or privileged notes inside an open one, leave a line in the read log."""
    grievance = page.grievance
    scope = grievance.scope
    what = f"{grievance.number}, privileged notes included" if page.notes else grievance.number
    if not scope.is_confidential and page.notes:
        scope = page.notes[0].scope
    record_reading(act=Reading.Act.READ, by=by, at=at, scope=scope, what=what, matter=grievance)


def identity_of(grievance: Grievance, *, grievants: list[Any] | None = None) -> dict[str, Any]:
    """The bar every page of a case bears: number, who, where, how it stands, who holds it, how open it is."""
    people = list(grievance.grievants.all()) if grievants is None else grievants
    where = ", ".join(str(part) for part in (grievance.unit, grievance.department) if part)
    return {
        "number": grievance.number,
        "url": grievance.get_absolute_url(),
        "who": who_grieves(grievance, people),
        "place": where,
        "stands": stands_words(grievance),
        "holder": grievance.holder.full_name if grievance.holder else "nobody yet",
        "confidentiality": grievance.scope.confidentiality,
        "facts": [{"label": grievance.scope.reference_label, "value": grievance.scope.reference}],
    }


def who_grieves(grievance: Grievance, people: list[Any]) -> str:
    if not people:
        return "The union" if grievance.kind in ("union", "policy") else "Grievant not entered yet"
    if len(people) == 1:
        return str(people[0].full_name)
    others = len(people) - 1
    return f"{people[0].full_name} and {others} {'other' if others == 1 else 'others'}"


def stands_words(grievance: Grievance) -> str:
    """Step and state in the office's words."""
    state = GRIEVANCE.label(grievance.state).lower()
    if grievance.closed_on and grievance.outcome:
        return f"Closed at {grievance.outcome_step or 'receipt'}: {grievance.outcome.name.lower()}"
    held = ", held in abeyance" if grievance.is_held else ""
    if grievance.state == "at_arbitration":
        return f"{state.capitalize()}{held}"
    return f"{grievance.step_name}, {state}{held}" if grievance.step_name else f"{state.capitalize()}{held}"


def letter_door(letter: Letter) -> str:
    """The letter's own page, else its frozen paper."""
    own = door("correspondence:letter", letter.key)
    return own or (letter.document.get_absolute_url() if letter.document else "")


def documents_of(grievance: Grievance, user: Any) -> list[Document]:
    """The papers in the file this person may see, newest first, each with its versions; one query."""
    return _documents(user, **kept_under(grievance))


def _compose_documents() -> Any:
    versions = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    words = JSONObject(number=F("number"), file_name=F("file_name"), size=F("size"), notes=F("notes"))
    papers = Document.objects.visible_to(WHOEVER).of(ANY_MATTER).standing().select_related("scope", "created_by")
    return papers.annotate(files=ArraySubquery(versions.values(data=words)))


def _compose_letters() -> Any:
    proofs = ProofOfService.objects.filter(letter=OuterRef("pk"), withdrawn_at__isnull=True)
    letters = letters_of(ANY_MATTER, WHOEVER).select_related("document")
    return letters.annotate(is_served=Exists(proofs))


_documents = ComposedRead(_compose_documents)
_letters = ComposedRead(_compose_letters)
_events = ComposedRead(lambda: Event.objects.visible_to(WHOEVER).of(ANY_MATTER).select_related("by")[:LONGEST])
_mail = ComposedRead(
    lambda: RegisterEntry.objects.visible_to(WHOEVER).of(ANY_MATTER).standing().filter(letter__isnull=True)
)
_notes = ComposedRead(lambda: PrivilegedNote.objects.visible_to(WHOEVER).of(ANY_MATTER).select_related("by", "scope"))


def _standing(grievance: Grievance, today: date) -> tuple[Procedure | None, Standing | None]:
    if grievance.procedure_id is None:
        return None, None
    ladder = ladder_of(grievance.procedure_id)
    return ladder, stand(ladder, facts_of(grievance), calendar_of(grievance), today)


def _clocks(case: WholeCase, standing: Standing | None, today: date) -> list[ClockFace]:
    """Ours first, then theirs; a side without a date says why."""
    if standing is None:
        return [ClockFace("Ours", None, silence="No clock runs until the grievance is entered.")]
    calendar = calendar_of(case.grievance)
    faces = [
        _face("Ours", standing.next_ours, case, standing, calendar, today),
        _face("Theirs", standing.next_theirs, case, standing, calendar, today),
    ]
    for face in [each for each in faces if each.why_url][:1]:
        face.is_first = True
    return faces


def _face(
    whose: str, following: NextDate | None, case: WholeCase, standing: Standing, calendar: WorkCalendar, today: date
) -> ClockFace:
    if following is None:
        return _last_face(whose, case, standing)
    clock = standing.clock(following.step, following.key)
    return ClockFace(
        whose=whose,
        due=due_on(following.on, calendar=calendar, today=today),
        act=f"{clock.who}: {clock.act}",
        article=clock.article,
        effect=clock.effect,
        why_url=why_door(case, following.step, following.key),
        strict_words=_strict(following, clock),
    )


def _last_face(whose: str, case: WholeCase, standing: Standing) -> ClockFace:
    """Nothing is due of a side: say why, and what became of its last date."""
    side = Side.OURS if whose == "Ours" else Side.THEIRS
    past = [clock for clock in standing.clocks_of(side) if clock.due_on and clock.state in _PAST]
    silence = _silence(whose, case.grievance)
    if not past:
        return ClockFace(whose, None, silence=silence)
    clock = max(past, key=lambda each: (each.step, each.met_on or each.due_on or date.min))
    on = clock.due_on or date.min
    return ClockFace(
        whose=whose,
        due=met_on(on, done_on=clock.met_on) if clock.met_on else lapsed_on(on),
        act=f"{clock.who}: {clock.act}",
        article=clock.article,
        why_url=why_door(case, clock.step, clock.key),
        silence=silence,
        is_last=True,
    )


def _silence(whose: str, grievance: Grievance) -> str:
    if not grievance.is_open:
        return "The case is closed."
    if grievance.is_held:
        return "Stands still while the case is held in abeyance."
    return "Nothing more of ours is due." if whose == "Ours" else "Nothing more of theirs is due."


def _strict(following: NextDate, clock: Clock) -> str:
    """Where the agreement is silent on closed last days: the other day that may count."""
    if following.on != following.due_on:
        return f"The strict last day is {day_words(following.due_on)}; the agreement is silent on closed last days."
    if clock.judged_on and clock.judged_on != following.due_on:
        return f"The agreement is silent on closed last days: {day_words(clock.judged_on)} may still be in time."
    return ""


def why_door(case: WholeCase, step: int, key: str) -> str:
    """Why this date, one step away; nowhere when the date was never written down."""
    row = case.standing_dates.get((step, key))
    return door("grievances:why", case.grievance.number, row.pk) if row else ""
