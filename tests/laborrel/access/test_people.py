"""Everyone who may do something with a row, by the one definition of reach."""

from laborrel.access.people import people_who_may
from laborrel.access.wall import reading_as
from laborrel.correspondence.access import APPROVE_LETTER, SEE_LETTER


class _AtTheDesk:
    def __init__(self, office) -> None:
        self.scope_id = office.desk.pk


def test_those_at_the_desk_without_the_one_kept_out(office):
    with reading_as(office.senior):
        seen = [person.full_name for person in people_who_may(SEE_LETTER, _AtTheDesk(office))]
        approve = [person.full_name for person in people_who_may(APPROVE_LETTER, _AtTheDesk(office))]
    assert (seen, approve) == (["Holder", "Same Unit", "Senior"], ["Senior"])
