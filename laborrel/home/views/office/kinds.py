"""The lists an office keeps: what each is called, which form it has, what its table shows, where its pages lie."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from laborrel.home.forms.entries import CodedForm, JobClassForm, RepresentativeForm, UnitForm
from laborrel.organization.models import BargainingUnit, Department, JobClass, Representative, Union
from laborrel.web.wording import day_words

Cell = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One list. `pages` is the beginning of its URL names, `slug` their first argument."""

    slug: str
    model: Any
    title: str
    one: str
    lead: str
    form: type[Any]
    pages: str = "home:list"
    columns: tuple[tuple[str, Cell], ...] = ()
    related: tuple[str, ...] = ()
    empty: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def with_article(self) -> str:
        """`a department`, `an issue code`."""
        is_open = self.one[0] in "aeio"  # a unit, a union
        return f"{'an' if is_open else 'a'} {self.one}"

    def url(self, page: str = "", *args: Any) -> str:
        return reverse(f"{self.pages}_{page}" if page else self.pages, args=[self.slug, *args])


def _unit_of(entry: Any) -> str:
    return entry.unit.name if entry.unit else ""


def _recognized(entry: Any) -> str:
    return day_words(entry.recognized_on) if entry.recognized_on else ""


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "departments", Department, "Departments", "department",
            "Where the employees work. Every grievance names one, so that they can be counted.", CodedForm,
            empty="No department has been entered yet. Cases, employees and reports refer to them.",
        ),
        Kind(
            "unions", Union, "Unions", "union", "The employee organizations that represent your units.", CodedForm,
            empty="No union has been entered yet. A unit needs one.",
        ),
        Kind(
            "units", BargainingUnit, "Bargaining units", "unit",
            "Groups of positions represented together. Each has a desk and agreements of its own.", UnitForm,
            columns=(("Union", lambda unit: unit.union.name), ("Recognized", _recognized)), related=("union",),
            empty="No unit has been entered yet. Agreements and desks belong to units.",
        ),
        Kind(
            "job-classes", JobClass, "Job classes", "job class", "The kinds of jobs employees hold.", JobClassForm,
            columns=(("Unit", _unit_of),), related=("unit",),
            empty="No job class has been entered yet. They may come later, with the employees.",
        ),
        Kind(
            "representatives", Representative, "Representatives", "representative",
            "Stewards, officers and business agents you write to.", RepresentativeForm,
            columns=(("Role", lambda person: person.role), ("Union", lambda person: person.union.name),
                     ("E-mail", lambda person: person.email)),
            related=("union",), empty="No representative has been entered yet. Answers are addressed to them.",
        ),
    )
}  # fmt: skip
