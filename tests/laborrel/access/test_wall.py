"""Without a reader nothing; with a reader what the person reaches; and a refusal to start where that cannot hold."""

import contextlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import Error, connection, transaction

from laborrel.access import wall
from laborrel.access.models import Scope, ScopeGroupPermission, ScopeUserPermission
from laborrel.access.wall import WallIsDown, protected_tables, read_as, reading_as, wall_faults
from laborrel.audit.models import Event
from laborrel.people.models import User


@pytest.fixture
def now_reading(ask):
    return lambda: ask("SELECT current_setting('app.uid', true)")[0][0] or ""


def test_without_a_reader_every_protected_table_is_empty(office, reader, ask) -> None:
    reader(None)
    standing = {name for (name,) in ask("SELECT relname FROM pg_class WHERE relkind = 'r'")}
    tables = standing.intersection(protected_tables())
    shown = {table: ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
    shown.pop("people_user_groups")  # who holds which role is no secret; nobody gives himself one
    assert set(shown.values()) == {0}
    assert {"access_scope", "access_scopeuserpermission", "access_denial", "audit_event", "drafts_draft"} <= set(shown)


def test_a_closed_account_reads_nothing(office, reader) -> None:
    reader("senior")
    before = Scope.objects.count()
    User.objects.filter(pk=office.senior.pk).update(is_active=False)
    assert (before > 0, Scope.objects.count()) == (True, 0)


def test_a_reader_is_set_inside_a_transaction_or_not_at_all(committing) -> None:
    with pytest.raises(WallIsDown, match="inside a transaction"):
        read_as(1)


def test_the_reader_ends_with_the_transaction_and_the_pooled_connection_is_nobody_s(committing, now_reading) -> None:
    with transaction.atomic():
        read_as(7)
        assert now_reading() == "7"
    assert now_reading() == ""
    with transaction.atomic():
        assert now_reading() == ""


def test_a_rolled_back_savepoint_takes_its_reader_along(committing, now_reading) -> None:
    class Stop(Exception):
        pass

    with transaction.atomic():
        read_as(7)
        with contextlib.suppress(Stop), transaction.atomic():
            read_as(8)
            raise Stop
        assert now_reading() == "7"
        with transaction.atomic():
            read_as(9)
        assert now_reading() == "9"


def test_reading_as_gives_back_the_earlier_reader_however_it_ends(committing, now_reading) -> None:
    seven, eight = User(pk=7), User(pk=8)
    with reading_as(seven):
        with reading_as(eight):
            assert now_reading() == "8"
        assert now_reading() == "7"
        with pytest.raises(KeyError), reading_as(eight):
            raise KeyError
        assert now_reading() == "7"
        with reading_as(None):
            assert now_reading() == ""
        with reading_as(AnonymousUser()):
            assert now_reading() == ""
    assert now_reading() == ""


def test_a_callback_after_commit_has_no_reader(committing, now_reading) -> None:
    heard = []
    with reading_as(User(pk=7)):
        transaction.on_commit(lambda: heard.append((now_reading(), Scope.objects.count())))
    assert heard == [("", 0)]


def test_counts_of_other_people_s_keys_stay_hidden(office, reader) -> None:
    reader("other_unit")
    assert not ScopeUserPermission.objects.filter(content_object=office.desk).exists()
    assert not ScopeGroupPermission.objects.filter(content_object=office.desk).exists()


def test_events_are_added_and_never_changed(office, reader, ask) -> None:
    reader("senior")
    for statement in (
        "UPDATE audit_event SET verb = 'x'",
        "UPDATE audit_event SET by_id = NULL",
        "UPDATE audit_event SET data = '{}'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_reading",
    ):
        with pytest.raises(Error, match="permission denied"), transaction.atomic():
            ask(statement)
    assert Event.objects.visible_to(office.fresh("senior")).exists()


def test_an_event_is_not_written_into_a_scope_out_of_reach(office, reader) -> None:
    other = reader("other_unit")
    event = Event(verb="x", by=other, at="2026-03-09T17:00Z", scope=office.desk)
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        event.save()


# ------------------------------------------------------------------------------------------------ refusal to start


def faults_as(door, *statements: str) -> list[str]:
    with door.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return wall_faults(cursor)


def test_the_application_role_finds_the_wall_standing(office) -> None:
    with connection.cursor() as cursor:
        assert wall_faults(cursor) == []


def test_the_owner_is_refused(as_role) -> None:
    faults = faults_as(as_role("lr_owner"))
    assert "this role owns access_scope, or can become its owner." in faults


def test_the_backup_role_is_refused(as_role) -> None:
    faults = faults_as(as_role("lr_backup"))
    assert faults[0] == "lr_backup can act as lr_backup, whom no policy holds; connect as lr_app."


def test_a_superuser_is_refused_even_when_it_plays_the_application(as_role) -> None:
    faults = faults_as(as_role("postgres"), "SET LOCAL ROLE lr_app")
    assert [fault for fault in faults if "whom no policy holds" in fault] == [faults[0]]
    assert faults[0].startswith("lr_app can act as ")
    assert "postgres" in faults[0]


@pytest.mark.parametrize(
    ("breach", "fault"),
    [
        ("ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY", "row-level security is off on audit_event."),
        ("GRANT TRUNCATE ON audit_event TO lr_app", "this role may truncate audit_event or hang triggers on it."),
        ("GRANT TRIGGER ON audit_event TO lr_app", "this role may truncate audit_event or hang triggers on it."),
        ("ALTER TABLE audit_event OWNER TO lr_app", "this role owns audit_event, or can become its owner."),
        ("GRANT lr_owner TO lr_app", "this role owns audit_event, or can become its owner."),
        ("GRANT CREATE ON SCHEMA public TO lr_app", "lr_app may create tables, which nobody would protect."),
        ("GRANT lr_backup TO lr_app", "lr_backup"),
        ("ALTER ROLE lr_app BYPASSRLS", "row-level security is off on audit_event."),
    ],
)
def test_each_breach_is_named(as_role, breach, fault) -> None:
    door = as_role("postgres")
    faults = faults_as(door, breach, "SET LOCAL ROLE lr_app")
    assert any(fault in said for said in faults), faults
    door.rollback()


def test_the_program_refuses_to_start_on_an_open_wall(committing, monkeypatch) -> None:
    monkeypatch.setattr(wall, "_checked", set())
    monkeypatch.setattr(wall, "wall_faults", lambda cursor: ["a fault."])
    connection.close()
    with pytest.raises(WallIsDown, match=r"The wall is down: a fault\."):
        connection.ensure_connection()
    assert wall._checked == set()
    connection.close()


def test_a_standing_wall_is_looked_at_once(committing, monkeypatch) -> None:
    monkeypatch.setattr(wall, "_checked", set())
    looked = []
    monkeypatch.setattr(wall, "wall_faults", lambda cursor: looked.append(1) or [])
    for _ in range(2):
        connection.close()
        connection.ensure_connection()
    assert looked == [1]
