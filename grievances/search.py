"""What the one search box finds among grievances: by number, by name, by words, within the reader's reach."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from grievances.models import Grievance, Grievant
from laborrel.web.contributions import Found, finder

MOST = 20


@finder("Grievances")
def find_grievances(user: Any, words: str) -> Iterator[Found]:
    """The number first, then the name of a grievant, then the title; the newest first. One query."""
    named = Grievant.objects.filter(grievance=OuterRef("pk"), full_name__icontains=words)
    cases = Grievance.objects.visible_to(user).filter(
        Q(number__istartswith=words)
        | Q(title__icontains=words)
        | Q(agency_number__iexact=words)
        | Q(former_number__iexact=words)
        | Exists(named)
    )
    rows = cases.order_by("-id").values("number", "title", "unit__name", "department__name", "step_name", "state")
    for row in rows[:MOST]:
        places = filter(None, [row["unit__name"], row["department__name"], row["step_name"]])
        yield Found(
            kind="Grievances",
            title=f"{row['number']} {row['title']}".strip(),
            url=reverse("grievances:case", args=[row["number"]]),
            context=" · ".join(places),
        )
