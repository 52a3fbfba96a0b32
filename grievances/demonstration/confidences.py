"""What the invented office keeps confidential: a case team with outside counsel, a sealed case, a wall, notes."""

from collections.abc import Mapping, Sequence

from grievances.demonstration.hands import Hands
from grievances.operations.confiding import assign, let_in, restrict, wall_off, write_note
from laborrel.access.reach import forget_reach
from laborrel.access.wall import reading_as
from laborrel.web.contributions import Demonstration


def keep(office: Demonstration, named: Mapping[str, Hands], followers: Sequence[Hands]) -> None:
    """Everything that takes a case off the open desk, done today."""
    _hold_behind_the_lead(office, named["lead"], followers)
    for person in office.people.values():
        forget_reach(person)  # remembered for the stories; from here on scopes change
    _a_case_team_with_counsel(office, named["team"])
    _a_sealed_case(office, named["sealed"])
    _a_wall(office, named["party"])
    for person in office.people.values():
        forget_reach(person)
    office.say("One case team with outside counsel, one sealed case, one wall, two cases held behind a lead case.")


def _hold_behind_the_lead(office: Demonstration, lead: Hands, followers: Sequence[Hands]) -> None:
    for follower in followers:
        follower.at = office.now
        follower.hold_behind(lead.grievance)


def _a_case_team_with_counsel(office: Demonstration, hands: Hands) -> None:
    senior, counsel = office.people["senior_specialist"], office.people["outside_counsel"]
    case = hands.grievance
    with reading_as(senior):
        restrict(
            grievance=case, by=senior, at=office.now, is_sealed=False, because="outside counsel advises on this case"
        )
        let_in(grievance=case, by=senior, at=office.now, user=counsel, may_work=False, with_notes=True)
        write_note(
            grievance=case,
            by=senior,
            at=office.now,
            text="Counsel is asked whether the practice of the last six years binds us. Not for the file of the union.",
        )


def _a_sealed_case(office: Demonstration, hands: Hands) -> None:
    senior = office.people["senior_specialist"]
    with reading_as(senior):
        restrict(
            grievance=hands.grievance,
            by=senior,
            at=office.now,
            is_sealed=True,
            because="an undercover officer is named",
        )
        let_in(grievance=hands.grievance, by=senior, at=office.now, user=hands.holder, may_work=True, with_notes=True)
        assign(grievance=hands.grievance, by=senior, at=office.now, holder=hands.holder)


def _a_wall(office: Demonstration, hands: Hands) -> None:
    senior, walled = office.people["senior_specialist"], office.people["walled"]
    with reading_as(senior):
        wall_off(
            grievance=hands.grievance,
            by=senior,
            at=office.now,
            user=walled,
            because="party",
            note="Named in the grievance as the person who refused the request.",
        )
