"""Two test runs at once never share a database; one run and its workers do share the name."""

import subprocess
import sys
from pathlib import Path

from laborrel.launch import database_for_tests

PROJECT = Path(__file__).resolve().parents[3]
CLAIM = """
import sys
from pathlib import Path
from laborrel.launch.database_for_tests import name_for_this_run
print(name_for_this_run(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


def claim(directory: Path) -> "subprocess.Popen[str]":
    environment = {"PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(
        [sys.executable, "-c", CLAIM, str(directory)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_runs_at_once_differ_and_a_name_is_used_again(tmp_path):
    with claim(tmp_path) as first:
        assert first.stdout.readline() == "test_laborrel_1\n"
        with claim(tmp_path) as second:
            assert second.stdout.readline() == "test_laborrel_2\n"
            first.communicate()
            with claim(tmp_path) as third:
                assert third.stdout.readline() == "test_laborrel_1\n"


def test_a_chosen_name_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LABORREL_TEST_DATABASE", "test_mine")
    assert database_for_tests.name_for_this_run(tmp_path) == "test_mine"
    assert list(tmp_path.iterdir()) == []
