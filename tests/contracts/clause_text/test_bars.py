"""The bars of the reader, over every shared contract that has a table of its structure beside it."""

import pytest

from tests.contracts.clause_text.scoring import ABSENT, SHARED, Score, is_same, reading_of, score_of, tables, total

pytestmark = pytest.mark.skipif(not tables(), reason=ABSENT)
TWINS = SHARED / "contracts" / "pdf-docx"


def scores(reliability: str) -> list[Score]:
    return [score for table in tables() if (score := score_of(table)).reliability == reliability]


def test_reliable_tables_find_99_per_cent_of_their_articles() -> None:
    reached = total(scores("A"))
    assert reached.articles >= 99.0, reached


def test_reliable_tables_find_95_per_cent_of_all_their_entries() -> None:
    reached = total(scores("A"))
    assert reached.entries >= 95.0, reached


def test_less_reliable_tables_find_95_per_cent_of_their_articles() -> None:
    reached = total(scores("B"))
    assert reached.articles >= 95.0, reached


def test_at_most_3_per_cent_of_the_reported_articles_are_invented() -> None:
    reached = total([*scores("A"), *scores("B")])
    assert reached.invented <= 3.0, reached


def test_no_document_falls_far_below_the_bars() -> None:
    """A sum can hide one contract that is not read at all."""
    poor = [s.document for s in (*scores("A"), *scores("B")) if s.articles_found < 0.9 * s.articles]
    assert poor == []


def test_the_pdf_and_the_word_file_of_one_contract_give_the_same_articles_and_sections() -> None:
    printed, typed = (
        [
            (entry.kind, entry.number)
            for entry in reading_of(TWINS / f"oc-sheriffs-special-officer-mou-2023-2026.{ending}").entries
            if entry.kind in ("article", "section")
        ]
        for ending in ("pdf", "docx")
    )
    assert printed == typed


def test_the_pdf_and_the_word_file_of_one_contract_give_the_same_titles() -> None:
    """Two titles run into the text of the Word file, where nothing sets them off."""
    printed, typed = (
        reading_of(TWINS / f"oc-sheriffs-special-officer-mou-2023-2026.{ending}").entries for ending in ("pdf", "docx")
    )
    articles = [[entry for entry in entries if entry.kind in ("article", "section")] for entries in (printed, typed)]
    differing = [
        (one.number, one.title, other.title)
        for one, other in zip(*articles, strict=True)
        if (one.title or other.title)
        and not is_same({"kind": one.kind, "number": one.number, "title": one.title}, other)
    ]
    assert len(differing) <= 2, differing


def test_every_shared_contract_keeps_every_sign_of_its_text() -> None:
    for document in sorted((SHARED / "contracts").rglob("*.txt")):
        reading = reading_of(document)
        assert reading.front + "".join(map(reading.own_text, reading.entries)) == reading.text
