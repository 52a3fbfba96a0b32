"""Lines, margin numbers, running headers and page numbers."""

from contracts.clause_text.document import Page, joined
from contracts.clause_text.pages import has_margin_numbers, lines_of


def test_offsets_point_into_the_joined_text() -> None:
    pages = [Page("One\n\n  Two words"), Page("Three")]
    text = joined(pages)
    assert [(line.page, line.gap, text[line.said_at : line.end]) for line in lines_of(pages)] == [
        (1, 1, "One"),
        (1, 1, "Two words"),
        (2, 1, "Three"),
    ]


def test_a_header_on_every_page_and_page_numbers_are_furniture() -> None:
    pages = [Page(f"Town and Guild 2024-2027\nWords of page {word}\nPage {n} of 4") for n, word in enumerate("abcd", 1)]
    assert [line.words for line in lines_of(pages) if not line.is_furniture] == [f"Words of page {w}" for w in "abcd"]


def test_a_bare_clause_number_at_the_page_edge_is_no_furniture() -> None:
    pages = [Page(f"{n}.1\nWords of clause {word}\nand what goes on with {word}") for n, word in enumerate("abcdef", 1)]
    assert [line.words for line in lines_of(pages) if line.is_furniture] == []


def test_numbers_down_the_margin_are_set_aside() -> None:
    rows = [f"{n:2}    " + ("2.  Scheduling" if n == 3 else "words of the agreement") for n in range(1, 9)]
    lines = lines_of([Page("\n".join(rows))])
    assert (lines[0].words, lines[2].words) == ("words of the agreement", "2.  Scheduling")


def test_a_list_of_articles_is_no_margin() -> None:
    assert has_margin_numbers([f"{n} Recognition" for n in range(1, 20)]) is False


def test_markup_before_the_words_is_set_aside() -> None:
    (line,) = lines_of([Page("## ARTICLE I: Recognition")])
    assert (line.words, line.said_at) == ("ARTICLE I: Recognition", 3)


def test_a_page_without_words_gives_no_lines() -> None:
    assert lines_of([Page(""), Page("  \n ")]) == []
