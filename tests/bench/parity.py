"""Does the time of an answer tell what is hidden? What one may not see is asked for in turns with what is not there."""

import statistics

from django.test import Client

from grievances.models import Grievance
from laborrel.access.permissions import Level
from laborrel.access.reach import reach_of
from laborrel.access.wall import reading_as
from laborrel.people.models import User
from tests.bench.crowd import Crowd
from tests.bench.measuring import Drawn, Taken, in_turns
from tests.bench.pages import signed_in

ROUNDS = 200
SUBJECTS = {
    "the page of a case": "/grievances/{}/",
    "its history": "/grievances/{}/history/",
    "a search for its number": "/find/?q={}",
    "the docket filtered by its number": "/grievances/?state=all&words={}",
}


def compare(crowd: Crowd) -> None:
    """Print by how much the medians of hidden and absent differ; the goal is under 5 %."""
    browser = signed_in(crowd)
    hidden, absent = _hidden_number(crowd), "2019-999999"
    print("Hidden beside absent, medians over 200 requests each")
    for title, url in SUBJECTS.items():
        ways = {"hidden": _asked(browser, url.format(hidden)), "absent": _asked(browser, url.format(absent))}
        print(_said(title, in_turns(ways, rounds=ROUNDS)), flush=True)
    print()


def _said(title: str, taken: list[Taken]) -> str:
    hidden, absent = taken
    apart = abs(hidden.median - absent.median) / statistics.mean([hidden.median, absent.median])
    statements = f"{hidden.statements} and {absent.statements} statements"
    return f"  {title:<34} {hidden.median:6.2f} ms and {absent.median:6.2f} ms: {apart:5.1%} apart, {statements}"


def _hidden_number(crowd: Crowd) -> str:
    """A case that exists, at a desk that is not the reader's."""
    with reading_as(crowd.reader):
        open_to_reader = reach_of(crowd.reader).scopes[Level.VIEW]
    senior = User.objects.get(email="senior@bench.test")
    with reading_as(senior):
        elsewhere = Grievance.objects.visible_to(senior).exclude(scope__in=open_to_reader)
        return str(elsewhere.order_by("pk").values_list("number", flat=True)[0])


def _asked(browser: Client, url: str) -> Drawn:
    return lambda: len(browser.get(url).content)
