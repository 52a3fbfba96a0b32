"""`make run`: the demonstration office from an empty machine to a working address, and back to silence on Ctrl-C."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from laborrel.launch import local_postgres
from laborrel.launch.address import FIRST_PORT, free_port, wait_until_healthy
from laborrel.launch.processes import Programs, Stopped, ignore_requests_to_stop, raise_when_asked_to_stop

WEB_PROCESSES = 2
LOADER = "demonstration_office"


class OfficeDidNotStart(Exception):
    """The office did not start; the last lines of the program that failed follow."""


@dataclass(frozen=True)
class Office:
    """One project directory and the environment its programs run in."""

    project_dir: Path
    environment: Mapping[str, str]
    urls: local_postgres.Urls

    def manage(self, *args: str) -> str:
        """What a management command prints; its failure ends the run with its own words."""
        command = [sys.executable, "manage.py", *args]
        done = subprocess.run(
            command,
            cwd=self.project_dir,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise OfficeDidNotStart(f"manage.py {' '.join(args)}\n{done.stdout}")
        return done.stdout.strip()

    def has_loader(self) -> bool:
        places = ("*/management/commands", "laborrel/*/management/commands")
        return any(any(self.project_dir.glob(f"{place}/{LOADER}.py")) for place in places)

    def has_people(self) -> bool:
        with psycopg.connect(self.urls.backup) as connection:
            found = connection.execute("SELECT EXISTS (SELECT FROM people_user WHERE NOT is_service)").fetchone()
        return found == (True,)


def run(project_dir: Path) -> int:
    """Start everything, print the address and the sign-ins, wait, stop what was started."""
    began = time.monotonic()
    programs = Programs(project_dir / ".local" / "log")
    raise_when_asked_to_stop()
    try:
        office = open_office(project_dir)
        _prepare(office)
        address = _start(office, programs)
        _announce(office, address, seconds=time.monotonic() - began)
        ended = programs.wait_for_an_end()
        raise OfficeDidNotStart(f"The {ended.name} ended by itself.\n{ended.last_words()}")
    except Stopped:
        print("\nStopping.", flush=True)
        return 0
    finally:
        ignore_requests_to_stop()
        programs.stop()


def open_office(project_dir: Path) -> Office:
    """The database is running and held; the environment points at it."""
    urls = local_postgres.ensure(project_dir)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "laborrel.settings.dev",
        "LABORREL_DATABASE_URL": urls.app,
        "LABORREL_OWNER_DATABASE_URL": urls.owner,
        "PYTHONUNBUFFERED": "1",
    }
    return Office(project_dir, environment, urls)


def _prepare(office: Office) -> None:
    _say("Bringing the database up to date.")
    office.manage("migrate", "--database", "owner", "--no-input", "--verbosity", "0")
    if office.has_loader() and not office.has_people():
        _say("Loading the demonstration office, once: an invented city.")
        office.manage(LOADER)


def _start(office: Office, programs: Programs) -> str:
    host = os.environ.get("LABORREL_BIND", "127.0.0.1")
    wanted = int(os.environ.get("LABORREL_PORT", str(FIRST_PORT)))
    port = free_port(host, wanted, wanted + 99)
    if port != wanted:
        _say(f"Port {wanted} is taken; using {port}.")
    own = {
        "environment": dict(office.environment) | {"LABORREL_OWNER_DATABASE_URL": ""},
        "directory": office.project_dir,
    }
    web = programs.start("web", web_command(host, port, processes=WEB_PROCESSES), **own)  # type: ignore[arg-type]
    programs.start("worker", worker_command(), **own)  # type: ignore[arg-type]
    if not wait_until_healthy(host, port, is_alive=web.is_alive):
        raise OfficeDidNotStart(f"The web server does not answer.\n{web.last_words()}")
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"


def web_command(host: str, port: int, *, processes: int) -> list[str]:
    """The web server; the container runs the same line."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"),
        *("--host", host, "--port", str(port), "--workers", str(processes), "--blocking-threads", "4"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "15", "--log-level", "warning"),
        "laborrel.wsgi:application",
    ]


def worker_command() -> list[str]:
    """The background worker; the container runs the same line."""
    return [sys.executable, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "15"]


def _announce(office: Office, address: str, *, seconds: float) -> None:
    _say(f"\nlaborrel is running at {address}  (ready in {seconds:.1f} s)")
    if office.has_loader():
        _say("\n" + office.manage(LOADER, "--sign-ins"))
    _say("\nWhat the programs say is kept in .local/log/. Ctrl-C stops everything.")


def _say(text: str) -> None:
    print(text, flush=True)
