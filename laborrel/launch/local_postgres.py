"""A private PostgreSQL for the demonstration office and the tests: no installed server, no TCP port, no password.

Whoever calls `ensure` holds the cluster while the process lives; the last one to leave stops it. So two terminals, a
running office and a `manage.py shell` share one server, and nothing is left behind. Data is never removed.
"""

import atexit
import contextlib
import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from laborrel.launch.postgres_binaries import Account, Binaries, find, quiet, server_account

SQL = Path(__file__).resolve().parent / "sql"
ADMINISTRATOR = "postgres"  # the cluster's own superuser: sets the roles up, then serves nobody
LONGEST_SOCKET_PATH = 85  # the smallest limit among the systems we meet is 104 bytes, socket name included
THROWAWAY_OPTIONS = "-F -c synchronous_commit=off -c full_page_writes=off"
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
log_min_messages = warning
"""


class PostgresDidNotStart(Exception):
    """The embedded PostgreSQL did not start; its own last words follow."""


@dataclass(frozen=True)
class Urls:
    """How to reach the database: as the application, as the owner of the tables, as the backup job."""

    app: str
    owner: str
    backup: str


@dataclass(frozen=True)
class Cluster:
    """One data directory with its programs, its account and its socket."""

    home: Path
    binaries: Binaries
    account: Account

    @property
    def data(self) -> Path:
        return self.home / f"data-{self.binaries.major}"

    @property
    def sockets(self) -> Path:
        """Private directory of the socket; a long project path moves it to the system's temporary directory."""
        near = self.home / f"socket-{self.binaries.major}"
        if len(str(near)) <= LONGEST_SOCKET_PATH:
            return near
        return Path(tempfile.gettempdir()) / f"laborrel-{_short_name(near)}"

    def urls(self, database: str = "laborrel") -> Urls:
        host = quote(str(self.sockets), safe="")
        return Urls(*(f"postgresql://{role}@/{database}?host={host}" for role in ("lr_app", "lr_owner", "lr_backup")))

    def control(self, *args: str) -> bool:
        command = [self.binaries.program("pg_ctl"), "-D", str(self.data), *args]
        return quiet(command, self.account).returncode == 0

    def is_running(self) -> bool:
        self._forget_the_dead()
        return self.control("status")

    def _forget_the_dead(self) -> None:
        """A killed server whose parent never collects it still has its number; PostgreSQL would take it for alive."""
        note = self.data / "postmaster.pid"
        if not note.exists():
            return
        state = Path("/proc") / note.read_text().partition("\n")[0].strip() / "stat"
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            note.unlink()
            for lock in self.sockets.glob(".s.PGSQL.*.lock"):
                lock.unlink()


def ensure(project_dir: Path, *, throwaway: bool = False) -> Urls:
    """Have the project's cluster running until this process ends, and say how to reach it.

    The throwaway cluster is the tests': its own data directory, and no waiting for the disk.
    """
    account = server_account()
    home = _home(project_dir, account, "test" if throwaway else "demonstration")
    with _locked(home / "lock"):
        cluster = Cluster(home, find(account, copies_into=home), account)
        _private_directory(cluster.sockets, account)
        if not (cluster.data / "PG_VERSION").exists():
            _create(cluster)
        if not cluster.is_running():
            _start(cluster, options=THROWAWAY_OPTIONS if throwaway else "")
        _prepare(cluster)
        _hold(cluster)
    return cluster.urls()


def stop(project_dir: Path, *, throwaway: bool = False) -> None:
    """Stop the project's cluster at once, whoever still uses it. The data stays."""
    account = server_account()
    home = _home(project_dir, account, "test" if throwaway else "demonstration")
    with _locked(home / "lock"):
        cluster = Cluster(home, find(account, copies_into=home), account)
        if cluster.is_running():
            cluster.control("-m", "fast", "-w", "stop")


def is_embedded(url: str) -> bool:
    """Whether the address is the private socket of a cluster made here."""
    host = dict(parse_qsl(urlsplit(url).query)).get("host", "")
    return Path(host).is_absolute() and Path(host).name.startswith(("socket-", "laborrel-"))


def run_psql(cluster: Cluster, *args: str, database: str = "postgres") -> str:
    """What psql says, run as the cluster's administrator."""
    answer = quiet(
        [cluster.binaries.program("psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]
        + ["-h", str(cluster.sockets), "-U", ADMINISTRATOR, "-d", database, *args],
        Account(ADMINISTRATOR, 0, 0, is_switched=False),
    )
    if answer.returncode:
        raise PostgresDidNotStart(answer.stdout)
    return answer.stdout


def _home(project_dir: Path, account: Account, name: str) -> Path:
    """Where the cluster lives: in the project, or beside the system's data if the account may not enter the project."""
    project_dir = project_dir.resolve()
    base = project_dir / ".local" / "postgres"
    if account.is_switched and not account.can_enter(project_dir):
        base = Path("/var/lib/laborrel") / _short_name(project_dir)
    base.mkdir(parents=True, exist_ok=True)
    home = base / name
    _private_directory(home, account)
    return home


def _private_directory(path: Path, account: Account) -> None:
    """Make or check a directory that only the account may enter; a stranger's directory of that name is refused."""
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
        raise PostgresDidNotStart(f"{path} belongs to somebody else; remove it and try again.")
    path.chmod(0o700)
    account.own(path)


def _create(cluster: Cluster) -> None:
    """A new cluster, made beside its final place so that a half-made one is never taken for a whole one."""
    half = cluster.home / f"{cluster.data.name}.{os.getpid()}.half"
    locale = ["--locale=C.UTF-8"]
    if cluster.binaries.major >= 17:  # the same order of names on every system, and no index spoilt by a system upgrade
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    answer = quiet(
        [cluster.binaries.program("initdb"), "-D", str(half), "-U", ADMINISTRATOR, "-A", "trust", "-E", "UTF8"]
        + ["--data-checksums", "--no-instructions", "-T", "english", *locale],
        cluster.account,
    )
    if answer.returncode:
        raise PostgresDidNotStart(answer.stdout)
    with (half / "postgresql.auto.conf").open("a") as settings:
        settings.write(SETTINGS)
    half.rename(cluster.data)


def _start(cluster: Cluster, *, options: str) -> None:
    log = cluster.data / "server.log"
    started = cluster.control("-l", str(log), "-w", "-t", "60", "-o", f"-k '{cluster.sockets}' {options}", "start")
    if not started:
        raise PostgresDidNotStart(log.read_text(errors="replace")[-2000:] if log.exists() else "no log was written")


def _prepare(cluster: Cluster) -> None:
    """Roles, extensions and the database, from the same SQL as the container; once per version of that SQL."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(SQL.glob("*.sql")))).hexdigest()
    stamp = cluster.home / f"prepared-{cluster.binaries.major}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    run_psql(cluster, "-f", str(SQL / "cluster.sql"))
    stamp.write_text(digest)


def _hold(cluster: Cluster) -> None:
    """Count this process among the cluster's users; a killed one is counted out by the system."""
    users = os.open(cluster.home / "users", os.O_WRONLY | os.O_CREAT, 0o600)
    fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(_leave, cluster, users, os.getpid())


def _leave(cluster: Cluster, users: int, holder: int) -> None:
    if os.getpid() != holder or not cluster.home.exists():  # a forked child of the holder is not the holder
        return
    with _locked(cluster.home / "lock"):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass  # others are still here
        else:
            cluster.control("-m", "fast", "-w", "stop")
        finally:
            os.close(users)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _short_name(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
