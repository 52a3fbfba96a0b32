"""A whole agency on this machine that may be killed: its own durable cluster, web server and worker, each a process."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from laborrel.launch import backup, local_postgres, restore
from laborrel.launch.address import free_port, wait_until_healthy
from laborrel.launch.office import web_command, worker_command
from laborrel.launch.processes import Program, Programs

PROJECT = Path(__file__).resolve().parents[2]
DATABASE = "killed"
HOST = "127.0.0.1"
PATIENCE = 60


@dataclass
class Agency:
    """The running parts, and how to end each of them without warning."""

    directory: Path
    urls: local_postgres.Urls
    port: int
    kills: list[str] = field(default_factory=list)
    programs: Programs = field(init=False)
    web: Program | None = None
    worker: Program | None = None

    def __post_init__(self) -> None:
        self.programs = Programs(self.directory / "log")

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "laborrel.settings.test",
            "LABORREL_DATABASE_URL": self.urls.app,
            "LABORREL_OWNER_DATABASE_URL": "",
            "LABORREL_TEST_DATABASE": DATABASE,
            "PYTHONUNBUFFERED": "1",
        }

    # ------------------------------------------------------------------------------------------------ start

    def start_web(self) -> None:
        self.web = self._start("web", web_command(HOST, self.port, processes=2))
        assert wait_until_healthy(HOST, self.port, is_alive=self.web.is_alive, seconds=PATIENCE), self.web.last_words()

    def start_worker(self) -> None:
        self.worker = self._start("worker", worker_command())

    def run(self, module: str) -> str:
        """What one of the tests' own programs prints."""
        command = [sys.executable, "-m", module]
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE * 2,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def _start(self, name: str, command: list[str]) -> Program:
        return self.programs.start(name, command, environment=self.environment, directory=PROJECT)

    # ------------------------------------------------------------------------------------------------- kill

    def kill_web(self) -> None:
        """The web server and all its workers, in the middle of whatever they do."""
        self._kill(self.web)
        self.kills.append("web")

    def kill_worker(self) -> None:
        """Half a minute later its silence would be noticed; here its sign of life is taken away at once."""
        self._kill(self.worker)
        self.kills.append("worker")
        with psycopg.connect(self.urls.app, autocommit=True) as connection:
            connection.execute("DELETE FROM procrastinate_workers")

    def kill_postgres(self) -> None:
        """The server process; its children notice and end. Then it is started and recovers by itself."""
        os.kill(self._postmaster(), signal.SIGKILL)
        self.kills.append("postgres")
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(local_postgres.PostgresDidNotStart):
                local_postgres.ensure(self.directory)
                return
            assert time.monotonic() < until, "the cluster did not recover"
            time.sleep(0.2)

    def _postmaster(self) -> int:
        """The parent of any of its backends."""
        with psycopg.connect(self.urls.backup) as connection:
            backend = str(connection.info.backend_pid)
            found = subprocess.run(["ps", "-o", "ppid=", "-p", backend], capture_output=True, text=True, check=True)
        return int(found.stdout)

    def _kill(self, program: Program | None) -> None:
        assert program is not None
        os.killpg(program.process.pid, signal.SIGKILL)
        program.process.wait()

    # ------------------------------------------------------------------------------------------------- look

    def ask(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Every row there is, read by the role that passes all walls."""
        with psycopg.connect(self.urls.backup) as connection:
            return connection.execute(sql, parameters).fetchall()  # type: ignore[arg-type]


@contextlib.contextmanager
def agency(migrated_backup_url: str) -> Iterator[Agency]:
    """Started on a copy of the migrated test database; everything is stopped and removed at the end."""
    directory = Path(tempfile.mkdtemp(prefix="lr-"))
    directory.chmod(0o755)  # the account of the server must pass through
    try:
        urls = _database(directory, migrated_backup_url)
        made = Agency(directory, urls, free_port(HOST, 8300, 8899))
        try:
            yield made
        finally:
            made.programs.stop()
    finally:
        local_postgres.stop(directory)
        shutil.rmtree(directory)


def _database(directory: Path, migrated_backup_url: str) -> local_postgres.Urls:
    """A durable cluster (it waits for the disk, as in an agency) with the tables as they are migrated."""
    urls = local_postgres.ensure(directory)
    dump = backup.take(migrated_backup_url, directory / "backup", at=datetime.now(UTC))
    restore.into_new_database(dump, owner_url=urls.owner, backup_url=urls.backup, database=DATABASE)
    return local_postgres.Urls(
        *(url.replace("/laborrel?", f"/{DATABASE}?") for url in (urls.app, urls.owner, urls.backup))
    )
