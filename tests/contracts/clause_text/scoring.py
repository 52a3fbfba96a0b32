"""Score the reader against the tables of the shared documents: what it found, what it missed, what it invented."""

import json
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from contracts.clause_text.noise import squeezed
from contracts.clause_text.numbering import ordinal

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
ALIKE = 0.85


@dataclass
class Score:
    document: str
    reliability: str
    articles: int = 0
    articles_found: int = 0
    entries: int = 0
    entries_found: int = 0
    reported: int = 0
    invented: list = field(default_factory=list)
    missed: list = field(default_factory=list)
    seconds: float = 0.0


def truths() -> list[Path]:
    return sorted((SHARED / "contracts").rglob("*.toc.json"))


def number_key(number: str):
    """'1.0', '1' and 'I' stand for the same number; 'APPENDIX “A”' and 'Appendix A' too."""
    words = number.strip()
    if re.match(r"^(appendix|addendum|schedule|exhibit|attachment)", words, re.IGNORECASE):
        return squeezed(words)
    value = ordinal(re.sub(r"[^0-9A-Za-z.]", "", words))
    return value[:-1] if len(value) == 2 and value[1] == 0 else value


def same_title(one: str, other: str) -> bool:
    a, b = squeezed(one), squeezed(other)
    if a == b:
        return True
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) >= 8 and long.startswith(short):
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def same(truth: dict, entry: dict) -> bool:
    if truth["number"] and truth["kind"] not in ("sidedoc", "unnumbered", "heading"):
        return number_key(truth["number"]) == number_key(entry["number"]) and same_title(truth["title"], entry["title"])
    return same_title(truth["title"], entry["title"]) or (
        bool(truth["title"]) and same_title(truth["title"], f"{entry['number']} {entry['title']}")
    )


def is_article(truth: dict, all_truths: list[dict]) -> bool:
    if any(other["kind"] == "article" for other in all_truths):
        return truth["kind"] == "article"
    return truth["kind"] == "numbered" and len(number_key(truth["number"])) == 1


def score(toc: dict, entries: list[dict], seconds: float = 0.0) -> Score:
    result = Score(toc["document"], toc["reliability"], seconds=seconds)
    wanted = toc["entries"]
    articles = [truth for truth in wanted if is_article(truth, wanted)]
    reported = [entry for entry in entries if entry["kind"] == "article"]
    free = list(entries)
    for truth in wanted:
        match = next((entry for entry in free if same(truth, entry)), None)
        found = match is not None
        if match is not None:
            free.remove(match)
        else:
            result.missed.append(truth)
        result.entries += 1
        result.entries_found += found
        if truth in articles:
            result.articles += 1
            result.articles_found += found
    result.reported = len(reported)
    result.invented = [entry for entry in reported if entry in free]
    return result
