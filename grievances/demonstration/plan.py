"""Which invented cases there are: who holds them, in which unit, how they go and when they came in."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from grievances.demonstration import stories
from grievances.demonstration.matters import DISCHARGE, NOT_GRIEVABLE, POLICY, UNION, Matter
from grievances.demonstration.stories import Telling


@dataclass(frozen=True, slots=True)
class Planned:
    """One case: `days_ago` are working days before today, `received_on` wins when it is given."""

    story: Telling
    unit: str
    holder: str
    days_ago: int = 0
    received_on: date | None = None
    matter: Matter | None = None
    kind: str = "individual"
    grievants: int = 1
    department: str = ""
    name: str = ""


def the_year_of_one_specialist(year: int) -> Iterator[Planned]:
    """28 grievances received in one year: 23 resolved at Step 2, 4 withdrawn, 1 pending arbitration."""
    endings = [
        *[(stories.settled_at_2, "CT")] * 8,
        *[(stories.settled_at_2, "MT")] * 4,
        *[(stories.denied_at_2, "CT")] * 4,
        *[(stories.denied_at_2, "MT")] * 3,
        *[(stories.granted_at_2, "CT")] * 3,
        *[(stories.granted_at_2, "MT")] * 1,
        *[(stories.withdrawn_at_1, "CT")] * 2,
        *[(stories.withdrawn_at_2, "MT")] * 2,
        (stories.referred, "CT"),
    ]
    chance = random.Random(year)  # noqa: S311 - the same every time
    chance.shuffle(endings)
    days = sorted(chance.sample(range(300), len(endings)))
    departments = ("PW", "PR", "LIB", "POL", "FIN")
    for position, ((story, unit), day) in enumerate(zip(endings, days, strict=True)):
        received_on = date(year, 1, 8) + timedelta(days=day)
        yield Planned(
            story, unit, "specialist", received_on=received_on, department=departments[position % len(departments)]
        )


def under_way() -> list[Planned]:
    """The cases that lie on the desks now, in every state."""
    return [*_first_desk(), *_second_desk(), *_third_desk()]


def _first_desk() -> list[Planned]:
    mine = "specialist"
    return [
        Planned(stories.arrives, "CT", mine, 1),
        Planned(stories.arrives, "MT", mine, 2),
        Planned(stories.arrives, "CT", mine, 3),
        Planned(stories.waiting_at_1, "CT", mine, 4),
        Planned(stories.waiting_at_1, "CT", mine, 9),
        Planned(stories.waiting_at_1, "MT", mine, 5),
        Planned(stories.waiting_at_1, "MT", mine, 8, kind="group", grievants=6),
        Planned(stories.silent_at_1, "MT", mine, 13),
        Planned(stories.silent_at_1, "MT", mine, 17),
        Planned(stories.silent_at_1, "CT", mine, 14),
        Planned(stories.waiting_at_1, "CT", mine, 7, matter=DISCHARGE),
        Planned(stories.answered_at_1, "CT", mine, 12),
        Planned(stories.answered_at_1, "MT", mine, 13),
        Planned(stories.waiting_at_2, "CT", mine, 19),
        Planned(stories.waiting_at_2, "MT", mine, 20),
        Planned(stories.waiting_at_2, "CT", mine, 20, name="team"),
        Planned(stories.drafted_at_2, "CT", mine, 20),
        Planned(stories.in_review_at_2, "CT", mine, 21),
        Planned(stories.in_review_at_2, "MT", mine, 21),
        Planned(stories.approved_at_2, "CT", mine, 22),
        Planned(stories.answered_at_2, "CT", mine, 31),
        Planned(stories.answered_at_2, "MT", mine, 52),
        Planned(stories.waiting_at_3, "CT", mine, 35),
        Planned(stories.waiting_at_3, "MT", mine, 38),
        Planned(stories.extended_proven, "CT", mine, 30),
        Planned(stories.extended_unproven, "CT", mine, 20),
        Planned(stories.before_a_mediator, "CT", mine, 75),
        Planned(stories.referred, "CT", mine, 90),
        Planned(stories.waiting_at_1, "CT", mine, 9, matter=UNION, kind="union", grievants=0, name="lead"),
        Planned(stories.answered_at_1, "CT", mine, 11, name="follower"),
        Planned(stories.answered_at_1, "CT", mine, 10, name="follower"),
        Planned(stories.settlement_above_authority, "CT", mine, 20),
        Planned(stories.settlement_approved, "MT", mine, 22),
        Planned(stories.settled_unpaid, "CT", mine, 44),
        Planned(stories.settled_and_paid, "CT", mine, 60),
        Planned(stories.late_filing, "MT", mine, 9),
        Planned(stories.waiting_at_1, "MT", mine, 6, matter=POLICY, kind="policy", grievants=0),
        Planned(stories.withdrawn_at_1, "CT", mine, 50),
        Planned(stories.granted_at_2, "CT", mine, 65),
    ]


def _second_desk() -> list[Planned]:
    his = "second_specialist"
    return [
        Planned(stories.arrives, "PO", his, 1),
        Planned(stories.waiting_at_1, "PO", his, 6),
        Planned(stories.waiting_at_1, "SV", his, 4),
        Planned(stories.silent_at_1, "PO", his, 18),
        Planned(stories.silent_at_1, "SV", his, 12),
        Planned(stories.late_answer_at_1, "SV", his, 22),
        Planned(stories.advanced_for_silence, "PO", his, 26),
        Planned(stories.answered_at_1, "PO", his, 20),
        Planned(stories.waiting_at_2, "PO", his, 32),
        Planned(stories.waiting_at_2, "SV", his, 21),
        Planned(stories.in_review_at_2, "PO", his, 38),
        Planned(stories.drafted_at_2, "SV", his, 20),
        Planned(stories.answered_at_2, "PO", his, 44),
        Planned(stories.waiting_at_3, "SV", his, 35),
        Planned(stories.extended_proven, "PO", his, 34),
        Planned(stories.not_grievable, "PO", his, 40, matter=NOT_GRIEVABLE),
        Planned(stories.referred, "PO", his, 130),
        Planned(stories.settled_at_2, "SV", his, 70),
        Planned(stories.withdrawn_at_1, "PO", his, 80),
        Planned(stories.waiting_at_2, "PO", his, 30, name="sealed"),
    ]


def _third_desk() -> list[Planned]:
    hers = "walled"
    return [
        Planned(stories.waiting_at_1, "CT", hers, 5),
        Planned(stories.waiting_at_1, "MT", hers, 3),
        Planned(stories.silent_at_1, "CT", hers, 15),
        Planned(stories.advanced_for_silence, "MT", hers, 30),
        Planned(stories.waiting_at_2, "CT", hers, 22),
        Planned(stories.approved_at_2, "MT", hers, 20),
        Planned(stories.answered_at_2, "CT", hers, 36),
        Planned(stories.settlement_above_authority, "MT", hers, 21),
        Planned(stories.waived_at_1, "CT", hers, 60),
        Planned(stories.denied_at_2, "CT", hers, 85),
        Planned(stories.settled_at_2, "MT", hers, 95),
        Planned(stories.waiting_at_1, "MT", "specialist", 7, name="party"),
    ]
