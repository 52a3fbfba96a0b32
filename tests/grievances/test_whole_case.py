"""One query brings the case with every row, as a prefetch would have, and nothing of what is hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grievances.case_inputs import facts_of
from grievances.models import Grievance
from grievances.operations.stepping import Meeting, record_meeting
from grievances.whole_case import whole_case
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from tests.factories.grievances import RECEIVED, filed
from tests.factories.office import NOW


def test_the_rows_are_those_of_the_tables_in_one_query(office):
    case = filed(office, grievants=("Ada Example", "Ben Example"), cited=("12.3", "9"))
    with reading_as(office.holder):
        record_meeting(grievance=case, by=office.holder, at=NOW, meeting=Meeting(RECEIVED, "A. Steward"))
        plain = facts_of(Grievance.objects.visible_to(office.holder).get(pk=case.pk))
        remember_reach(office.holder)
        with CaptureQueriesContext(connection) as queries:
            found = whole_case(office.holder, case.number)
            facts = facts_of(found.grievance)
            held = [meeting.held_on for visit in found.rows["visits"] for meeting in visit.meetings.all()]
        assert len(queries) == 1
    assert facts == plain
    assert held == [RECEIVED]
    assert [row.full_name for row in found.rows["grievants"]] == ["Ada Example", "Ben Example"]
    assert [row.article for row in found.rows["citations"]] == ["12.3", "9"]
    assert found.rows["meetings"][0].recorded_by_name == "Holder"
    assert {row.clock for row in found.standing_dates.values()} == {"file", "answer"}


@pytest.mark.parametrize("name", ["other_unit", "walled", "administrator"])
def test_hidden_is_absent(office, name):
    case = filed(office)
    with reading_as(office.people[name]), pytest.raises(Grievance.DoesNotExist):
        whole_case(office.people[name], case.number)
