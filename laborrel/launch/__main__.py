"""`python -m laborrel.launch <command>`: start the office, take and prove backups, restore, ask for health."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from laborrel.launch import (
    address,
    backup,
    bucket,
    local_postgres,
    office,
    postgres_binaries,
    restore,
    row_counts,
    secret_files,
)

PROJECT = Path(__file__).resolve().parent.parent.parent
FAULTS = (
    address.NoFreePort,
    backup.BackupNotProven,
    local_postgres.PostgresDidNotStart,
    office.OfficeDidNotStart,
    postgres_binaries.NoPostgres,
    restore.RestoreNotProven,
    row_counts.SeesTooLittle,
)


def main(args: list[str] | None = None) -> int:
    """Run one command; a known fault is one message and exit code 1, not a traceback."""
    given = _parser().parse_args(args)
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
    except FAULTS as fault:
        print(str(fault), file=sys.stderr)
        return 1


def _run(_given: argparse.Namespace) -> int:
    return office.run(PROJECT)


def _stop(given: argparse.Namespace) -> int:
    local_postgres.stop(PROJECT, throwaway=given.cluster == "test")
    return 0


def _urls(given: argparse.Namespace) -> int:
    urls = local_postgres.ensure(PROJECT, throwaway=given.cluster == "test")
    print(f"LABORREL_DATABASE_URL='{urls.app}'")
    print(f"LABORREL_OWNER_DATABASE_URL='{urls.owner}'")
    print(f"LABORREL_BACKUP_DATABASE_URL='{urls.backup}'", flush=True)
    if given.hold:
        sys.stdin.read()  # the cluster stays while whoever called us keeps our input open
    return 0


def _web(given: argparse.Namespace) -> int:
    command = office.web_command(given.host, given.port, processes=given.processes)
    os.execv(command[0], command)  # noqa: S606 - the server takes this process over, signals included


def _worker(_given: argparse.Namespace) -> int:
    command = office.worker_command()
    os.execv(command[0], command)  # noqa: S606


def _secrets(given: argparse.Namespace) -> int:
    written = secret_files.write(given.directory)
    print(f"Written in {given.directory}: {', '.join(written) or 'nothing, all were there'}.")
    return 0


def _bucket(_given: argparse.Namespace) -> int:
    if name := os.environ.get("LABORREL_FILES_BUCKET"):
        print(f"Bucket {name}: {'made' if bucket.make(bucket.client(), name) else 'there'}.", flush=True)
    return 0


def _health(given: argparse.Namespace) -> int:
    return 0 if address.is_healthy(given.host, given.port) else 1


def _backup(given: argparse.Namespace) -> int:
    while True:
        now = datetime.now(UTC)
        taken = backup.take(_value("LABORREL_BACKUP_DATABASE_URL"), given.directory, at=now)
        removed = backup.tidy(given.directory, today=now.date())
        print(f"{taken.name} proven; {len(removed)} old backups removed.", flush=True)
        if not given.every_hours:
            return 0
        time.sleep(given.every_hours * 3600)


def _backup_age(given: argparse.Namespace) -> int:
    latest = backup.newest(given.directory)
    oldest_allowed = datetime.now(UTC) - timedelta(hours=given.at_most_hours)
    if latest is None or backup.taken_at(latest) < oldest_allowed:
        print(f"No proven backup younger than {given.at_most_hours} hours.", file=sys.stderr)
        return 1
    return 0


def _restore(given: argparse.Namespace) -> int:
    urls = {"owner_url": _value("LABORREL_OWNER_DATABASE_URL"), "backup_url": _value("LABORREL_BACKUP_DATABASE_URL")}
    if given.into:
        rows = restore.into_new_database(given.dump, database=given.into, **urls)
    else:
        rows = restore.drill(given.dump, **urls)
    for table, count in rows.items():
        print(f"{count:>10,}  {table}")
    print(f"{given.dump.name}: {len(rows)} tables, {sum(rows.values()):,} rows, all as recorded.")
    return 0


def _value(name: str) -> str:
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    if value := os.environ.get(name):
        return value
    raise SystemExit(f"Set {name} (or {name}_FILE, the path of a file that holds it).")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m laborrel.launch", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: Callable[[argparse.Namespace], int], sentence: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=sentence, description=sentence)
        one.set_defaults(command=command)
        return one

    add("run", _run, "Start the demonstration office and stay until Ctrl-C.")
    for name, command, sentence in (
        ("stop", _stop, "Stop the embedded PostgreSQL at once."),
        ("urls", _urls, "Have the embedded PostgreSQL running and print its addresses."),
    ):
        one = add(name, command, sentence)
        one.add_argument("--cluster", choices=("demonstration", "test"), default="demonstration")
        one.add_argument("--hold", action="store_true", help="keep it running until standard input ends")
    one = add("health", _health, "Exit 0 if the web server answers its health page.")
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--port", type=int, default=8000)
    one = add("web", _web, "Become the web server (what a container runs).")
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--port", type=int, default=8000)
    one.add_argument("--processes", type=int, default=office.WEB_PROCESSES)
    add("worker", _worker, "Become the background worker (what a container runs).")
    one = add("secrets", _secrets, "Write the secret files of an installation; existing ones stay.")
    one.add_argument("directory", type=Path)
    add("bucket", _bucket, "Make the bucket for files if it is not there.")
    one = add("backup", _backup, "Take a proven backup; with --every-hours, for ever.")
    one.add_argument("directory", type=Path)
    one.add_argument("--every-hours", type=float, default=0)
    one = add("backup-age", _backup_age, "Exit 1 if the newest proven backup is too old.")
    one.add_argument("directory", type=Path)
    one.add_argument("--at-most-hours", type=float, required=True)
    one = add("restore", _restore, "Restore a backup into a new database; without --into it is a drill.")
    one.add_argument("dump", type=Path)
    one.add_argument("--into", metavar="DATABASE", default="")
    return parser


if __name__ == "__main__":
    sys.exit(main())
