"""URL names of the house and the addresses they stand for in one world."""

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.matrix import MATRIX, is_exempt
from tests.access.worlds import ROOT, World

# Questions a page is also asked: searching for, filtering by and sorting by what may be hidden.
QUERIES = {
    "home:find": [f"q={ROOT}", "q=overtime"],
    "grievances:docket": [f"q={ROOT}", "state=all", "state=all&sort=-received_on", "state=all&issue=OVERTIME"],
    "grievances:log_xlsx": ["state=all"],
    "grievances:log_pdf": ["state=all"],
    "grievances:employees": [f"q={ROOT}"],
}


def names(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """Every URL name, with its namespace."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{space}{pattern.name}")
    return found


def walked() -> set[str]:
    return {name for name in names() if not is_exempt(name)}


def address(name: str, world: World) -> str:
    return reverse(name, kwargs=world.arguments.get(name) or None)


def every_address(world: World) -> list[str]:
    """Each page of the matrix, and each of its further questions."""
    plain = [address(name, world) for name in MATRIX]
    asked = [f"{address(name, world)}?{query}" for name, queries in QUERIES.items() for query in queries]
    return plain + asked


def address_of(name: str, arguments: dict[str, Any]) -> str:
    return reverse(name, kwargs=arguments)


def absent(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments of the same shape that lead nowhere."""
    return {name: _another(value) for name, value in arguments.items()}


def _another(value: Any) -> Any:
    import uuid

    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=value.int ^ 0xFFFF)
    if isinstance(value, int):
        return value + 900_000
    return "".join("9" if letter.isdigit() else letter for letter in value)
