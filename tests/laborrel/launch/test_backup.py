"""A backup is only a backup when the file holds the rows of its snapshot."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from laborrel.launch import backup, row_counts

AT = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)


@pytest.fixture
def filled(office, owner):
    owner.execute("CREATE TABLE letter (id int, body text)")
    owner.execute(r"INSERT INTO letter SELECT n, E'line one\nline two\n\\.\n' || n FROM generate_series(1, 1001) AS n")
    owner.execute("ALTER TABLE letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    owner.execute('CREATE TABLE "Odd Name" (id int); CREATE TABLE nothing (id int); INSERT INTO "Odd Name" VALUES (1)')
    return office


EXPECTED = {'public."Odd Name"': 1, "public.letter": 1001, "public.nothing": 0}


def test_a_backup_is_proven_by_its_rows_per_table(filled, tmp_path):
    dump = backup.take(filled.backup, tmp_path / "backups", at=AT)
    assert dump.name == "laborrel-20260309T173000Z.dump"
    assert row_counts.in_dump(dump) == EXPECTED
    proof = backup.check(dump)
    assert (proof.taken_at, proof.rows, proof.bytes) == ("2026-03-09T17:30:00+00:00", EXPECTED, dump.stat().st_size)
    assert dump.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("role", ["owner", "app"])
def test_a_role_under_row_security_is_refused_instead_of_dumping_nothing(filled, tmp_path, role):
    with pytest.raises(row_counts.SeesTooLittle):
        backup.take(getattr(filled, role), tmp_path, at=AT)
    assert list(tmp_path.glob("*.dump")) == []


def test_rows_written_during_the_dump_are_neither_counted_nor_dumped(filled, tmp_path, monkeypatch):
    count = row_counts.in_database

    def count_then_write(connection):
        counts = count(connection)
        with psycopg.connect(filled.owner, autocommit=True) as other:
            other.execute("INSERT INTO nothing VALUES (1), (2)")
        return counts

    monkeypatch.setattr(row_counts, "in_database", count_then_write)
    assert row_counts.in_dump(backup.take(filled.backup, tmp_path, at=AT)) == EXPECTED


def test_a_file_that_lacks_rows_never_gets_its_final_name(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(row_counts, "in_dump", lambda dump: EXPECTED | {"public.letter": 0})
    with pytest.raises(backup.BackupNotProven, match=r"public\.letter: 1001 expected, 0 found"):
        backup.take(filled.backup, tmp_path, at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["laborrel-20260309T173000Z.unproven"]


def test_a_changed_file_is_noticed(filled, tmp_path):
    dump = backup.take(filled.backup, tmp_path, at=AT)
    with dump.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x00" if file.read(1) != b"\x00" else b"\x01")
    with pytest.raises(backup.BackupNotProven, match="has changed"):
        backup.check(dump)


def test_a_proof_that_tells_of_other_rows_is_noticed(filled, tmp_path):
    dump = backup.take(filled.backup, tmp_path, at=AT)
    proof = json.loads(dump.with_suffix(".json").read_text())
    proof["rows"]["public.nothing"] = 5
    dump.with_suffix(".json").write_text(json.dumps(proof))
    with pytest.raises(backup.BackupNotProven, match=r"public\.nothing: 5 expected, 0 found"):
        backup.check(dump)


def dumps(*days: str) -> list[Path]:
    return [Path(f"laborrel-{day.replace('-', '')}T060000Z.dump") for day in days]


@pytest.mark.parametrize(
    ("kept", "removed"),
    [
        (["2026-06-16", "2026-06-30"], []),  # the last 14 days
        (["2026-06-01", "2026-06-30"], ["2026-06-02", "2026-06-15"]),  # then the first of the month
        (["2025-07-01", "2026-01-09"], ["2025-06-01", "2025-07-02"]),  # for a year
        ([], []),
    ],
)
def test_what_is_kept(kept, removed):
    assert backup.to_remove(dumps(*kept, *removed), today=date(2026, 6, 30)) == dumps(*removed)


def test_the_newest_backup_is_never_removed(tmp_path):
    for dump in dumps("2020-01-01", "2020-01-02"):
        (tmp_path / dump).touch()
        (tmp_path / dump).with_suffix(".json").touch()
    removed = backup.tidy(tmp_path, today=date(2026, 6, 30))
    assert [path.name for path in removed] == ["laborrel-20200101T060000Z.dump"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "laborrel-20200102T060000Z.dump",
        "laborrel-20200102T060000Z.json",
    ]


def test_passwords_go_by_environment_not_by_argument(monkeypatch):
    monkeypatch.setenv("PGUSER", "somebody-else")
    found = row_counts.client_environment(
        "postgresql://lr_backup:secret@db.example.gov:6432/laborrel?sslmode=verify-full"
    )
    assert {name: value for name, value in found.items() if name.startswith("PG")} == {
        "PGHOST": "db.example.gov",
        "PGPORT": "6432",
        "PGUSER": "lr_backup",
        "PGPASSWORD": "secret",
        "PGDATABASE": "laborrel",
        "PGSSLMODE": "verify-full",
    }
