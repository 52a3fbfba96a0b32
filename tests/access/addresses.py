"""URL names of the house and the addresses they stand for in one world."""

import uuid
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.matrix import MATRIX, is_exempt
from tests.access.worlds import ROOT, World

SOUGHT = ROOT[:-1]  # shorter than any canary: a page that only repeats the question shows no hidden word

Arguments = dict[str, dict[str, Any]]

# Questions a page is also asked: searching for, filtering by and sorting by what may be hidden.
QUERIES = {
    "home:find": [f"q={SOUGHT}", "q=overtime"],
    "grievances:docket": [f"words={SOUGHT}", "state=all", "state=all&sort=-received", "state=all&issue=OVERTIME"],
    "grievances:log_xlsx": ["state=all"],
    "grievances:log_pdf": ["state=all"],
    "grievances:employees": [f"q={SOUGHT}"],
    "correspondence:register": [f"q={SOUGHT}", "state=waiting", "state=overdue", "state=void"],
    "home:employees": [f"q={SOUGHT}"],
}


@cache
def names() -> dict[str, frozenset[str]]:
    """Every URL name with its namespace, and the arguments it takes."""
    return dict(_walk(get_resolver(), "", frozenset()))


def walked() -> set[str]:
    return {name for name in names() if not is_exempt(name)}


def arguments_of(name: str, known: Arguments) -> dict[str, Any] | None:
    """The page's arguments: those of its namespace, or its own; None when one is not known."""
    values = known.get(name.rpartition(":")[0], {}) | known.get(name, {})
    wanted = names()[name]
    return {each: values[each] for each in wanted} if wanted <= set(values) else None


def address(name: str, world: World) -> str:
    arguments = arguments_of(name, world.arguments)
    assert arguments is not None, f"tests/access/worlds.py says nothing of {names()[name]} for {name}"
    return reverse(name, kwargs=arguments or None)


def every_address(world: World) -> list[str]:
    """Each page of the matrix, and each of its further questions."""
    plain = [address(name, world) for name in MATRIX]
    asked = [f"{address(name, world)}?{query}" for name, queries in QUERIES.items() for query in queries]
    return plain + asked


def pages_of(hidden: Arguments) -> dict[str, dict[str, Any]]:
    """Every page that takes arguments, asked for the hidden thing itself."""
    return {name: found for name in MATRIX if names()[name] and (found := arguments_of(name, hidden)) is not None}


def addresses_of(hidden: Arguments) -> list[str]:
    return [reverse(name, kwargs=arguments) for name, arguments in pages_of(hidden).items()]


def absent(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments of the same shape that lead nowhere."""
    return {name: _another(value) for name, value in arguments.items()}


def _another(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=value.int ^ 0xFFFF)
    if isinstance(value, int):
        return value + 900_000
    return "".join("9" if letter.isdigit() else letter for letter in value)


def _walk(resolver: URLResolver, space: str, taken: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    found = []
    for each in resolver.url_patterns:
        own = taken | set(each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            found += _walk(each, f"{space}{each.namespace}:" if each.namespace else space, own)
        elif isinstance(each, URLPattern) and each.name:
            found.append((f"{space}{each.name}", own))
    return found
