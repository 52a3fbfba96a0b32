"""Makes the invented caseload: an older log, stories run through the verbs, and the nightly clerk at last."""

from datetime import datetime
from typing import Any

from grievances.demonstration import confidences, old_log
from grievances.demonstration.caseload import Caseload
from grievances.demonstration.hands import Hands
from grievances.demonstration.plan import Planned, the_year_of_one_specialist, under_way
from grievances.demonstration.scheduler import run
from grievances.models import Grievance
from grievances.operations.clocks import watch
from laborrel.access.wall import reading_as
from laborrel.web.contributions import Demonstration

CASES = 300


def build(office: Demonstration) -> None:
    """An older log, the year of one specialist, and what lies on the desks today: 300 cases."""
    caseload = Caseload(office)
    plans = [*the_year_of_one_specialist(caseload.today.year - 1), *under_way()]
    old_log.take_in(office, caseload, count=CASES - len(plans))
    told = [(planned, caseload.hands_for(planned, position)) for position, planned in enumerate(plans)]
    run([(hands, planned.story(hands)) for planned, hands in told], until=office.now)
    office.say(f"{len(told)} grievances worked through the verbs.")
    confidences.keep(office, {planned.name: hands for planned, hands in told if planned.name}, _followers(told))
    clerk = office.people["clerk"]
    looked = look_at_every_clock(clerk, at=office.now)
    office.say(f"The clerk of the clock looked at {looked} open cases.")


def look_at_every_clock(clerk: Any, *, at: datetime) -> int:
    with reading_as(clerk):
        open_cases = Grievance.objects.visible_to(clerk).filter(closed_on__isnull=True, procedure__isnull=False)
        for grievance in open_cases.select_related("procedure__calendar", "issue", "outcome"):
            watch(grievance=grievance, by=clerk, at=at)
        return len(open_cases)


def _followers(told: list[tuple[Planned, Hands]]) -> list[Hands]:
    return [hands for planned, hands in told if planned.name == "follower"]
