"""What the one search box finds among grievances: by number, by name, by words, within the reader's reach."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from grievances.models import Grievance
from grievances.queries.filters import said_in
from laborrel.web.contributions import Found, finder

MOST = 20


@finder("Grievances", order=10)
def find_grievances(user: Any, words: str) -> Iterator[Found]:
    """Cases in whose number, names or title every word stands, the newest first. One query."""
    cases = Grievance.objects.visible_to(user).filter(said_in(words))
    rows = cases.order_by("-id").values("number", "title", "unit__name", "department__name", "step_name", "state")
    for row in rows[:MOST]:
        places = filter(None, [row["unit__name"], row["department__name"], row["step_name"]])
        yield Found(
            kind="Grievances",
            title=f"{row['number']} {row['title']}".strip(),
            url=reverse("grievances:case", args=[row["number"]]),
            context=" · ".join(places),
        )
