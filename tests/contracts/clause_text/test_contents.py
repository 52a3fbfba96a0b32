"""Printed tables of contents: where they end, what they promise."""

from contracts.clause_text.contents import contents_of, page_cut
from contracts.clause_text.document import Page
from contracts.clause_text.pages import lines_of
from tests.contracts.clause_text.pages_of_own import PROSE, articles, read_text, told

NAMES = ["Recognition", "Dues", "Pay", "Holidays", "Leave", "Term"]


def table(ending: str) -> str:
    return "\n".join(f"ARTICLE {n} - {name.upper()}{ending}{n + 2}" for n, name in enumerate(NAMES, 1))


def body() -> str:
    return "\n\n".join(f"ARTICLE {n} - {name.upper()}\n\n{PROSE}" for n, name in enumerate(NAMES, 1))


def test_a_table_with_leader_dots_is_read_and_set_aside() -> None:
    reading = read_text(f"TABLE OF CONTENTS\n{table(' ............. ')}\n\f{body()}")
    assert articles(reading) == [(str(n), name.upper()) for n, name in enumerate(NAMES, 1)]
    assert [entry.page for entry in reading.entries] == [2] * 6


def test_a_table_whose_dots_were_read_as_words() -> None:
    reading = read_text(f"TABLE OF CONTENTS\n{table(' ccsscesssesssesssecsess ')}\n\f{body()}")
    assert articles(reading) == [(str(n), name.upper()) for n, name in enumerate(NAMES, 1)]


def test_a_table_without_page_numbers_ends_where_the_articles_begin_again() -> None:
    listed = "\n".join(f"ARTICLE {n}\n{name.upper()}" for n, name in enumerate(NAMES, 1))
    reading = read_text(f"Contents\n{listed}\n\f{body()}")
    assert articles(reading) == [(str(n), name.upper()) for n, name in enumerate(NAMES, 1)]


def test_a_title_over_two_lines_of_the_table_is_one_promise() -> None:
    text = f"TABLE OF CONTENTS\n{table(' ...... ')}\nLETTER OF AGREEMENT - HEALTH\n     AND WELFARE ........ 44"
    assert contents_of(lines_of([Page(text)])).promises[-1].title == "LETTER OF AGREEMENT - HEALTH AND WELFARE"


def test_the_table_gives_unnumbered_headings_and_run_in_titles_their_names() -> None:
    listed = f"Statement of Shared Beliefs ..... 1\n{table(' .... ')}\n1.1  Parties and Their Heirs .... 3"
    opened = f"Statement of Shared Beliefs\n\n{PROSE}\n\n"
    text = f"TABLE OF CONTENTS\n{listed}\n\f{opened}{body()}"
    assert told(read_text(text))[0] == ("unnumbered", "", "Statement of Shared Beliefs")


def test_what_the_table_promises_and_the_body_lacks_is_not_reported() -> None:
    reading = read_text(f"TABLE OF CONTENTS\n{table(' .... ')}\nARTICLE 7 - GHOSTS .... 9\n\f{body()}")
    assert [number for number, _ in articles(reading)] == ["1", "2", "3", "4", "5", "6"]


def test_a_heading_that_ends_in_its_own_number_has_no_page() -> None:
    assert (page_cut("ARTICLE 1"), page_cut("ARTICLE 1 RECOGNITION 4")) == (None, "ARTICLE 1 RECOGNITION")


def test_a_document_without_table_has_no_promises() -> None:
    assert contents_of(lines_of([Page(body())])).promises == ()
