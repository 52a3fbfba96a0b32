"""Records of a matter move with it, and only those that lay in its old scope."""

from laborrel.access.desks import open_team_beside
from laborrel.access.matters import move_records
from laborrel.access.models import Scope
from laborrel.audit.events import record, record_reading
from laborrel.audit.models import Event, Reading
from tests.factories.office import NOW


def test_events_and_readings_follow_their_matter(office, reader) -> None:
    holder = reader("holder")
    beside = Scope.objects.get(accompanies=office.desk)
    matter, stranger = office.employee, office.parks
    for subject, scope in ((matter, office.desk), (stranger, office.desk), (matter, beside)):
        record("tests.planted", by=holder, at=NOW, scope=scope, matter=subject)
    record_reading(act="read", by=holder, at=NOW, scope=beside, what="a note", matter=matter)
    team, new_beside = open_team_beside(desk=office.desk, title="Case 7", is_sealed=True, by=holder, at=NOW)

    move_records(matter, old=office.desk, new=team)

    planted = Event.objects.visible_to(holder).filter(verb="tests.planted")
    where = {(str(event.matter), event.scope_id) for event in planted}
    assert where == {(str(matter), team.pk), (str(stranger), office.desk.pk), (str(matter), beside.pk)}

    move_records(matter, old=beside, new=new_beside)
    assert planted.of(matter).filter(scope=new_beside).count() == 1
    assert Reading.objects.unrestricted(because="a test").of(matter).get().scope_id == new_beside.pk
    senior = reader("senior")
    assert not Event.objects.visible_to(senior).filter(verb="tests.planted").of(matter).exists()
