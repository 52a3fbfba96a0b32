"""Dump the database as lr_backup, prove the file by its rows per table, keep a sensible number of files.

A dump taken by a role under row security can end well and hold nothing. So every file is compared, table by table,
with the counts of the very snapshot it was taken from, and only a proven file gets its final name.
"""

import hashlib
import json
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg

from laborrel.launch import row_counts
from laborrel.launch.postgres_binaries import client

KEEP_ALL_DAYS = 14
KEEP_MONTHLY_DAYS = 366
STAMP = "%Y%m%dT%H%M%SZ"


class BackupNotProven(Exception):
    """The backup file does not hold the rows the database held. It was set aside and must not be relied on."""


@dataclass(frozen=True)
class Proof:
    """What a proven backup says about itself, in the file beside it."""

    taken_at: str
    sha256: str
    bytes: int
    rows: dict[str, int]


def take(url: str, directory: Path, *, at: datetime) -> Path:
    """A proven dump of the database in the directory; its proof lies beside it as .json."""
    directory.mkdir(parents=True, exist_ok=True)
    final = directory / f"laborrel-{at.astimezone(UTC).strftime(STAMP)}.dump"
    half = final.with_suffix(".unproven")
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        expected = row_counts.in_database(connection)
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        _dump(url, half, snapshot=str(snapshot[0]) if snapshot else "")
    if faults := row_counts.differences(expected, row_counts.in_dump(half)):
        raise BackupNotProven(f"{BackupNotProven.__doc__} {half.name}: {'; '.join(faults)}")
    proof = Proof(at.astimezone(UTC).isoformat(timespec="seconds"), _sha256(half), half.stat().st_size, expected)
    final.with_suffix(".json").write_text(json.dumps(asdict(proof), indent=1) + "\n")
    half.rename(final)
    return final


def check(dump: Path) -> Proof:
    """Prove a stored file again: the same bytes, and the rows it was proven with."""
    proof = Proof(**json.loads(dump.with_suffix(".json").read_text()))
    if _sha256(dump) != proof.sha256:
        raise BackupNotProven(f"{dump.name} has changed since it was taken.")
    if faults := row_counts.differences(proof.rows, row_counts.in_dump(dump)):
        raise BackupNotProven(f"{dump.name}: {'; '.join(faults)}")
    return proof


def newest(directory: Path) -> Path | None:
    """The latest proven dump."""
    return max(directory.glob("laborrel-*.dump"), default=None)


def taken_at(dump: Path) -> datetime:
    """When the dump was taken, from its name."""
    return datetime.strptime(dump.stem.removeprefix("laborrel-"), STAMP).replace(tzinfo=UTC)


def to_remove(dumps: list[Path], *, today: date) -> list[Path]:
    """The dumps no longer kept: all of the last 14 days stay, then the first of each month for a year."""
    firsts: dict[tuple[int, int], Path] = {}
    for dump in sorted(dumps):
        day = taken_at(dump).date()
        firsts.setdefault((day.year, day.month), dump)
    recent, monthly = today - timedelta(days=KEEP_ALL_DAYS), today - timedelta(days=KEEP_MONTHLY_DAYS)
    return [
        dump
        for dump in sorted(dumps)
        if taken_at(dump).date() < recent and not (dump in firsts.values() and taken_at(dump).date() >= monthly)
    ]


def tidy(directory: Path, *, today: date) -> list[Path]:
    """Remove the dumps no longer kept, with their proofs; never the newest one."""
    latest = newest(directory)
    removed = [dump for dump in to_remove(list(directory.glob("laborrel-*.dump")), today=today) if dump != latest]
    for dump in removed:
        dump.unlink()
        dump.with_suffix(".json").unlink(missing_ok=True)
    return removed


def _dump(url: str, path: Path, *, snapshot: str) -> None:
    command = [client("pg_dump"), "--format=custom", "--no-password", f"--snapshot={snapshot}", f"--file={path}"]
    path.touch(mode=0o600)
    done = subprocess.run(command, env=row_counts.client_environment(url), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupNotProven(f"pg_dump failed: {done.stderr.strip()}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
