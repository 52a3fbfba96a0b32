"""A run stops exactly what it started."""

import os
import subprocess
import sys

import pytest

from laborrel.launch import processes
from laborrel.launch.processes import Programs

SLEEP = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); time.sleep(60)",
]


@pytest.fixture
def programs(tmp_path):
    programs = Programs(tmp_path / "log")
    yield programs
    programs.stop()


def start(programs, command, name="web"):
    program = programs.start(name, command, environment=os.environ, directory=programs.logs.parent)
    while program.is_alive() and "here" not in program.log.read_text():
        pass
    return program


def test_stops_its_own_and_leaves_others_alone(programs):
    with subprocess.Popen(SLEEP, stdout=subprocess.DEVNULL) as stranger:
        own = start(programs, SLEEP)
        programs.stop()
        assert (own.is_alive(), stranger.poll()) == (False, None)
        stranger.kill()


def test_a_program_deaf_to_requests_is_ended(programs, monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    own = start(programs, DEAF)
    programs.stop()
    assert own.process.returncode == -9


def test_the_first_to_end_is_named_with_its_last_words(programs):
    start(programs, SLEEP, name="web")
    start(programs, [sys.executable, "-c", "print('here'); print('no database')"], name="worker")
    ended = programs.wait_for_an_end()
    assert (ended.name, ended.last_words()) == ("worker", "here\nno database")
