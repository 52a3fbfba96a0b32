"""Clauses tagged by hand: the citation of each must lead to text that holds the tagged words."""

import csv
from collections.abc import Iterator

import pytest

from contracts.clause_text.citing import cited
from contracts.clause_text.noise import squeezed
from contracts.clause_text.reading import Reading
from tests.contracts.clause_text.scoring import ABSENT, SHARED, reading_of, share

TAGS = SHARED / "clauses" / "police-clause-tags.csv"
# Which shared contract a tag's city and file name mean.
CONTRACTS = {
    ("Albuquerque", ""): "nm-albuquerque-police",
    ("Boston", "non"): "ma-boston-bppa-moa-2007-2010",
    ("Cleveland", "non"): "oh-cleveland-police-nonsupervisors",
    ("Los Angeles", ""): "ca-los-angeles-mou24-2011",
    ("Louisville", ""): "ky-louisville-police",
    ("Portland", ""): "or-portland-police",
    ("San Jose", ""): "ca-san-jose-poa",
    ("Tampa", "non"): "fl-tampa-police-nonsupervisor",
    ("Tampa", "sup"): "fl-tampa-police-supervisor",
}
IN_THE_FILE = 0.7  # below, the tag's words are not in this file at all (a statute, or another of the city's contracts)
NEARLY_ALL = 0.9

pytestmark = pytest.mark.skipif(not TAGS.exists(), reason=ABSENT)


def held(text: str, words: str) -> float:
    """The share of the tagged words, three in a row at a time, that the text holds."""
    said = [word for word in map(squeezed, words.split()) if word]
    runs = ["".join(said[at : at + 3]) for at in range(max(1, len(said) - 2))]
    return sum(run in text for run in runs) / len(runs)


def tags() -> Iterator[tuple[Reading, str, str]]:
    with TAGS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for (city, beginning), contract in CONTRACTS.items():
                if row["city/state"] == city and row["associated filename"].startswith(beginning):
                    document = SHARED / "contracts" / "police-ocr" / f"{contract}.txt"
                    yield reading_of(document), row["section"], row["language"]


def test_nine_of_ten_tagged_clauses_are_in_the_text_their_citation_leads_to() -> None:
    asked, found, missed = 0, 0, []
    for reading, citation, words in tags():
        in_file = held(squeezed(reading.text), words)
        if in_file < IN_THE_FILE:
            continue
        asked += 1
        best = max(
            (held(squeezed(reading.clean_text(entry)), words) for entry in cited(reading, citation)), default=0.0
        )
        if best >= NEARLY_ALL * in_file:
            found += 1
        else:
            missed.append((citation, words[:60]))
    assert share(found, asked) >= 90.0, missed
