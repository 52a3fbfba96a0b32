"""Small invented agreements for the tests of the reader."""

from contracts.clause_text.document import Page
from contracts.clause_text.reading import Reading, read


def read_text(text: str) -> Reading:
    """Read text whose pages are parted by form feeds."""
    return read([Page(part) for part in text.split("\f")])


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(entry.kind, entry.number, entry.title) for entry in reading.entries]


def articles(reading: Reading) -> list[tuple[str, str]]:
    return [(entry.number, entry.title) for entry in reading.entries if entry.kind == "article"]


PROSE = (
    "The Town and the Guild agree that this part of the agreement is kept by both of them in good\n"
    "faith, and that it may be opened again only where both of them sign a paper that says so."
)
