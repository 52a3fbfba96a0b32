"""A throwaway cluster of the launcher's own, in a directory that an unprivileged account may enter."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from laborrel.launch import local_postgres


@pytest.fixture(scope="session")
def project_dir() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="lr-"))
    directory.chmod(0o755)
    yield directory
    local_postgres.stop(directory, throwaway=True)
    shutil.rmtree(directory)


@pytest.fixture(scope="session")
def urls(project_dir: Path) -> local_postgres.Urls:
    return local_postgres.ensure(project_dir, throwaway=True)


@pytest.fixture
def office(urls: local_postgres.Urls) -> Iterator[local_postgres.Urls]:
    """Addresses of a fresh database, made by the owner as the tests' databases are."""
    name = f"office_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield local_postgres.Urls(*(url.replace("/laborrel?", f"/{name}?") for url in (urls.app, urls.owner, urls.backup)))
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def owner(office: local_postgres.Urls) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    with psycopg.connect(office.owner, autocommit=True) as connection:
        yield connection
