"""Lists inside an article: what continues, what begins, what is only prose."""

from tests.contracts.clause_text.pages_of_own import PROSE, read_text


def numbers(body: str) -> list[tuple[str, str, int]]:
    reading = read_text(f"ARTICLE 7 - LEAVE\n\n{body}\n\nARTICLE 8 - PAY\n\n{PROSE}")
    return [(entry.kind, entry.number, entry.depth) for entry in reading.entries if entry.kind != "article"]


def test_a_letter_i_after_h_is_a_letter_and_a_first_one_is_roman() -> None:
    body = (
        "\n".join(f"{letter}. is a clause of leave" for letter in "ABCDEFGHI") + "\ni. is a part of it\nii. is another"
    )
    assert numbers(body)[-3:] == [("letter", "I", 1), ("roman", "i", 2), ("roman", "ii", 2)]


def test_decimals_of_another_article_are_references() -> None:
    assert numbers("7.1 Leave is paid.\n\n9.4 Hours are not.\n\n7.2 It is long.") == [
        ("section", "7.1", 1),
        ("section", "7.2", 1),
    ]


def test_three_levels_of_decimals() -> None:
    body = "7.1 Leave is paid.\n7.1.1 It is long.\n7.1.1.1 It is very long.\n7.2 It is asked for."
    assert [depth for _, _, depth in numbers(body)] == [1, 2, 3, 1]


def test_a_list_that_begins_in_the_middle_is_prose() -> None:
    assert numbers("The wage rose by\n5. It rose again by\n9. Then it fell.") == []


def test_a_new_section_closes_the_lists_of_the_one_before() -> None:
    body = "Section 1. Sick Leave\nA. is one\nB. is two\n\nSection 2. Vacation\nA. is one"
    assert [(number, depth) for _, number, depth in numbers(body)] == [("1", 1), ("A", 2), ("B", 2), ("2", 1), ("A", 2)]


def test_sections_that_run_on_through_the_articles() -> None:
    assert numbers("SECTION 12: Sick Leave\n\nIs paid.\n\nSECTION 13: Vacation\n\nIs paid.")[0] == ("section", "12", 1)


def test_a_section_of_another_law_is_no_section() -> None:
    body = f"Section 1. Deferral\n{PROSE}\n\nSection 457(b) of the Code is kept.\n\nSection 2. Match\nIs paid."
    assert [number for _, number, _ in numbers(body)] == ["1", "2"]


def test_article_lines_quoted_inside_an_article_are_no_list() -> None:
    assert numbers("Article 1, as it stood before, is kept.\n\nA. first\nB. second") == [
        ("letter", "A", 1),
        ("letter", "B", 1),
    ]
