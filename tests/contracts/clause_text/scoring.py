"""Score the reader against the tables beside the shared contracts: what it found, what it missed, what it invented.

`python -m tests.contracts.clause_text.scoring` prints the table, one line per document with its seconds.
"""

import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from contracts.agreement_files import pages_of
from contracts.clause_text.noise import squeezed
from contracts.clause_text.numbering import ordinal
from contracts.clause_text.reading import Entry, Reading, read

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
ABSENT = "The shared reference contracts are not beside this checkout (../shared/data)."
ALIKE = 0.85
UNCOUNTED = ("sidedoc", "unnumbered", "heading")
ATTACHED = re.compile(r"^(appendix|addendum|schedule|exhibit|attachment)", re.IGNORECASE)

type Truth = dict[str, Any]


@dataclass
class Score:
    """The counts for one document. Invented are reported articles that its table does not hold."""

    document: str
    reliability: str
    articles: int = 0
    articles_found: int = 0
    entries: int = 0
    entries_found: int = 0
    reported: int = 0
    seconds: float = 0.0
    missed: list[Truth] = field(default_factory=list)
    invented: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Total:
    """The shares over several documents, in per cent."""

    articles: float
    entries: float
    invented: float


def tables() -> list[Path]:
    """The tables whose document is there as well."""
    found = sorted((SHARED / "contracts").rglob("*.toc.json"))
    return [path for path in found if path.name == "INDEX.toc.json" or document_of(path).exists()]


def document_of(table: Path) -> Path:
    return table.with_name(table.name.removesuffix(".toc.json"))


@cache
def reading_of(document: Path) -> Reading:
    return read(pages_of(document))


def entries_of(table: Path) -> list[Entry]:
    """All entries of the document a table belongs to; an index stands for the files of its folder."""
    if table.name == "INDEX.toc.json":
        return [entry for part in sorted(table.parent.glob("*.md")) for entry in reading_of(part).entries]
    return list(reading_of(document_of(table)).entries)


@cache
def score_of(table: Path) -> Score:
    started = time.perf_counter()
    entries = entries_of(table)
    return scored(json.loads(table.read_text(encoding="utf-8")), entries, time.perf_counter() - started)


def scored(table: dict[str, Any], entries: Iterable[Entry], seconds: float = 0.0) -> Score:
    """Match every entry of the table with one reported entry of the same number and title."""
    result = Score(table["document"], table["reliability"][0], seconds=seconds)
    free = list(entries)
    reported = [entry for entry in free if entry.kind == "article"]
    for truth in table["entries"]:
        match = next((entry for entry in free if is_same(truth, entry)), None)
        if match is None:
            result.missed.append(truth)
        else:
            free.remove(match)
        result.entries += 1
        result.entries_found += match is not None
        if is_article(truth, table["entries"]):
            result.articles += 1
            result.articles_found += match is not None
    result.reported = len(reported)
    result.invented = [entry for entry in reported if entry in free]
    return result


def total(scores: Iterable[Score]) -> Total:
    listed = list(scores)
    return Total(
        articles=share(sum(s.articles_found for s in listed), sum(s.articles for s in listed)),
        entries=share(sum(s.entries_found for s in listed), sum(s.entries for s in listed)),
        invented=share(sum(len(s.invented) for s in listed), sum(s.reported for s in listed)),
    )


def share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


def is_article(truth: Truth, truths: list[Truth]) -> bool:
    """Articles by name; where a table only counts, the entries with a whole number."""
    if any(other["kind"] == "article" for other in truths):
        return bool(truth["kind"] == "article")
    return truth["kind"] == "numbered" and len(number_key(truth["number"])) == 1


def is_same(truth: Truth, entry: Entry) -> bool:
    if truth["number"] and truth["kind"] not in UNCOUNTED:
        return number_key(truth["number"]) == number_key(entry.number) and same_title(truth["title"], entry.title)
    return same_title(truth["title"], entry.title) or same_title(truth["title"], f"{entry.number} {entry.title}")


def number_key(number: str) -> tuple[int, ...] | str:
    """'1.0', '1' and 'I' are the same number; so are 'APPENDIX “A”' and 'Appendix A'."""
    if ATTACHED.match(number.strip()):
        return squeezed(number)
    value = ordinal(re.sub(r"[^0-9A-Za-z.]", "", number))
    return value[:-1] if len(value) == 2 and value[1] == 0 else value


def same_title(one: str, other: str) -> bool:
    """The same words but for setting and noise; a long title may be cut short on one side."""
    short, long = sorted((squeezed(one), squeezed(other)), key=len)
    if short == long:
        return True
    if not short:
        return False
    if len(short) >= 8 and long.startswith(short):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= ALIKE


def report() -> Iterator[str]:
    scores = [score_of(table) for table in tables()]
    for s in scores:
        yield (
            f"{s.document[:64]:64} {s.reliability}  articles {s.articles_found:3}/{s.articles:3}  "
            f"all {s.entries_found:3}/{s.entries:3}  invented {len(s.invented):2}/{s.reported:3}  {s.seconds:5.2f} s"
        )
    for letters in ("A", "B", "AB"):
        t = total(s for s in scores if s.reliability in letters)
        yield f"{letters:2} articles {t.articles:.1f} %, all entries {t.entries:.1f} %, invented {t.invented:.1f} %"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in (report() if tables() else [ABSENT]))
