"""The same rooms with the same names in every app, and no room for what nobody could name."""

import ast
import re

import pytest

from tests.architecture.house import APPS, HOUSE, is_built, python_files, short, source_files

REQUIRED = ("apps", "access", "models", "operations", "migrations")
FLOOR_PLAN = {
    "demonstration",  # what the invented office holds of this app
    "models",
    "queries",
    "operations",
    "forms",
    "exports",
    "views",
    "migrations",
    "management",
    "templatetags",
}
# Other names for rooms we have, from other houses.
OTHER_NAMES = {
    "services": "operations",
    "actions": "operations",
    "selectors": "queries",
    "managers": "models",
    "querysets": "models",
    "permissions": "access",
    "policies": "access",
    "workflow": "states",
    "enums": "states",
    "constants": "states",
    "api": "views",
    "serializers": "forms",
    "reporting": "reports",
    "jobs": "tasks",
    "signals": "operations",
}
NAMELESS = re.compile(r"(^|_)(commons?|core|utils?|utilities|helpers?|misc|shared|stuff|base_?classes)(_|$)")
BELONGS_ELSEWHERE = {
    "laborrel/people/migrations/0002_shared_counters.py": "named after the table of counters all web processes share",
}


@pytest.mark.parametrize("app", APPS)
def test_an_app_says_what_it_is_and_has_every_room_or_none(app: str) -> None:
    paragraph = ast.get_docstring(ast.parse((HOUSE / app / "__init__.py").read_text()))
    assert paragraph, f"{app}/__init__.py does not say what the app is"
    here = {path.stem if path.suffix == ".py" else path.name for path in (HOUSE / app).iterdir()}
    missing = [room for room in REQUIRED if room not in here]
    assert missing == ([] if is_built(app) else missing)


@pytest.mark.parametrize("app", APPS)
def test_a_room_of_many_files_is_on_the_floor_plan_or_pure(app: str) -> None:
    strangers = []
    for room in (HOUSE / app).iterdir():
        if not room.is_dir() or room.name in FLOOR_PLAN or room.name.startswith("__") or not any(room.glob("*.py")):
            continue
        if any("django" in path.read_text() for path in room.rglob("*.py")):
            strangers.append(short(room))
    assert strangers == []


@pytest.mark.parametrize("app", APPS)
def test_rooms_bear_the_names_of_the_house(app: str) -> None:
    found = {path.stem for path in (HOUSE / app).glob("*")} & set(OTHER_NAMES)
    assert {f"{app}/{name} is called {OTHER_NAMES[name]} here" for name in found} == set()


def test_nothing_is_named_after_having_no_name() -> None:
    named = [short(path) for path in python_files("laborrel", *APPS, "tests") if NAMELESS.search(path.stem)]
    named += [
        short(path)
        for path in HOUSE.glob("*/**/")
        if path.parts[-1] in {"common", "core", "utils", "helpers"}
        and not {".venv", ".local", ".git"} & set(path.parts)
    ]
    assert sorted(set(named) - set(BELONGS_ELSEWHERE)) == []


def test_every_file_says_why_it_exists() -> None:
    """In one sentence; files without a line of code, and Django's two-line app declarations, need none."""
    silent = [
        short(path)
        for path in source_files()
        if path.read_text().strip() and path.name != "apps.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
