"""The hard lines of size; long before them one stops and thinks."""

from tests.architecture.house import HOUSE, functions, lines_of, python_files, short, source_files, templates

FILE, FUNCTION, VIEW, TEMPLATE, CONFTEST = 400, 60, 25, 200, 100


def count(path) -> int:
    return len(path.read_text().splitlines())


def test_files() -> None:
    too_long = {short(path): count(path) for path in [*source_files(), *python_files("tests")] if count(path) > FILE}
    assert too_long == {}


def test_functions() -> None:
    too_long = {
        f"{short(path)}:{node.name}": lines_of(node)
        for path in [*source_files(), *python_files("tests")]
        for node in functions(path)
        if lines_of(node) > FUNCTION
    }
    assert too_long == {}


def test_views() -> None:
    """A function that takes the request first and stands under views/ is a view."""
    too_long = {
        f"{short(path)}:{node.name}": lines_of(node)
        for path in source_files()
        if "views" in path.parts or path.name == "views.py"
        for node in functions(path)
        if node.args.args and node.args.args[0].arg == "request" and lines_of(node) > VIEW
    }
    assert too_long == {}


def test_templates() -> None:
    assert {short(path): count(path) for path in templates() if count(path) > TEMPLATE} == {}


def test_conftests() -> None:
    assert {short(path): count(path) for path in (HOUSE / "tests").rglob("conftest.py") if count(path) > CONFTEST} == {}
