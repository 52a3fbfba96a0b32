"""Give every test run its own database name, so that two runs in one project never drop each other's tables."""

import fcntl
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path


def name_for_this_run(project_dir: Path) -> str:
    """The lowest free name; processes started by this run (xdist's workers, commands) inherit it.

    Names are used again, so an abandoned database is replaced by the next run instead of staying for ever.
    """
    if chosen := os.environ.get("LABORREL_TEST_DATABASE"):
        return chosen
    for number, place in _places(project_dir / ".local" / "test-runs"):
        # Open for the life of the process: the system frees the name when the process ends, however it ends.
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        os.environ["LABORREL_TEST_DATABASE"] = name = f"test_laborrel_{number}"
        return name
    raise AssertionError("unreachable: the numbers do not end")


def _places(directory: Path) -> Iterator[tuple[int, Path]]:
    directory.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        yield number, directory / str(number)
