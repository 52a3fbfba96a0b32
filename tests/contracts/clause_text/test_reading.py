"""Whole readings: the tree, its places, and that nothing of the text is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.clause_text.document import Hint, Page
from contracts.clause_text.reading import read
from tests.contracts.clause_text.pages_of_own import PROSE, articles, read_text, told

FULL = f"""PREAMBLE

{PROSE}

ARTICLE 1
RECOGNITION

Section 1. Unit
A. The Town recognises the Guild.
   1. For all clerks.
   2. For all drivers.
B. It recognises nobody else.

Section 2. Dues
{PROSE}
\fARTICLE 2
PAY

2.1 Steps. The steps are those of Appendix A.
2.2 Longevity. {PROSE}
(a) after ten years;
(b) after twenty years.

ARTICLE 3
TERM

{PROSE}

APPENDIX A
WAGES

{PROSE}

LETTER OF AGREEMENT - CLOTHING

{PROSE}
"""


def test_the_tree_of_a_small_agreement() -> None:
    reading = read_text(FULL)
    assert [(entry.kind, entry.number, entry.title, entry.page, entry.depth) for entry in reading.entries] == [
        ("unnumbered", "", "PREAMBLE", 1, 0),
        ("article", "1", "RECOGNITION", 1, 0),
        ("section", "1", "Unit", 1, 1),
        ("letter", "A", "", 1, 2),
        ("numbered", "1", "", 1, 3),
        ("numbered", "2", "", 1, 3),
        ("letter", "B", "", 1, 2),
        ("section", "2", "Dues", 1, 1),
        ("article", "2", "PAY", 2, 0),
        ("section", "2.1", "Steps", 2, 1),
        ("section", "2.2", "Longevity", 2, 1),
        ("letter", "a", "", 2, 2),
        ("letter", "b", "", 2, 2),
        ("article", "3", "TERM", 2, 0),
        ("appendix", "APPENDIX A", "WAGES", 2, 0),
        ("sidedoc", "", "LETTER OF AGREEMENT - CLOTHING", 2, 0),
    ]


def test_an_entry_knows_its_own_words_and_those_below_it() -> None:
    reading = read_text(FULL)
    section = reading.entries[2]
    assert reading.own_text(section) == "Section 1. Unit\n"
    assert reading.whole_text(section).endswith("B. It recognises nobody else.\n\n")
    assert [reading.entries[entry.parent].number for entry in reading.entries[3:5] if entry.parent] == ["1", "A"]


def test_clean_text_leaves_the_running_header_out() -> None:
    body = "\f".join(f"Town of Anywhere 2024\nARTICLE {n}\nPART {n}{n}\n\n{PROSE}" for n in range(1, 5))
    reading = read_text(body)
    assert [entry.number for entry in reading.entries] == ["1", "2", "3", "4"]
    assert "Anywhere" in reading.whole_text(reading.entries[0])
    assert "Anywhere" not in reading.clean_text(reading.entries[0])


def test_the_same_number_twice_stays_twice_when_the_titles_differ() -> None:
    body = "\n\n".join(
        f"ARTICLE {n}\n{name}\n\n{PROSE}" for n, name in ((1, "UNIT"), (2, "DUES"), (2, "PAY"), (3, "TERM"))
    )
    assert articles(read_text(body)) == [("1", "UNIT"), ("2", "DUES"), ("2", "PAY"), ("3", "TERM")]


def test_the_heading_repeated_on_top_of_each_page_is_one_article() -> None:
    page = f"ARTICLE 1 - ADMINISTRATION\n\n{PROSE}"
    text = f"{page}\f{page}\fARTICLE 2 - PAY\n\n{PROSE}\fARTICLE 2 - PAY (continued)\n\n{PROSE}"
    assert articles(read_text(text)) == [("1", "ADMINISTRATION"), ("2", "PAY")]


def test_a_number_without_title_and_a_gap_are_kept() -> None:
    text = f"ARTICLE 1 - UNIT\n\n{PROSE}\n\nARTICLE 2\n\nARTICLE 5 - TERM\n\n{PROSE}"
    assert articles(read_text(text)) == [("1", "UNIT"), ("2", ""), ("5", "TERM")]


def test_a_sentence_that_begins_with_article_4_is_no_article() -> None:
    wrapped = "A grievance is heard as the parties have agreed to hear grievances in the words of\nArticle 4 herein."
    text = f"ARTICLE 1 - UNIT\n\n{wrapped}\n\nARTICLE 2 - DUES\n\n{PROSE}"
    assert articles(read_text(text)) == [("1", "UNIT"), ("2", "DUES")]


def test_articles_counted_under_sections() -> None:
    text = "\n\n".join(
        f"SECTION {n}.0 {name}\n\nARTICLE {n}.1 {name} ONE\n\n{PROSE}\n\nARTICLE {n}.2 {name} TWO\n\n{PROSE}"
        for n, name in ((1, "GENERAL"), (2, "WORK"), (3, "LEAVE"))
    )
    told_depths = [(entry.kind, entry.number, entry.depth) for entry in read_text(text).entries[:4]]
    assert told_depths == [("section", "1.0", 0), ("article", "1.1", 1), ("article", "1.2", 1), ("section", "2.0", 0)]


def test_two_contracts_in_one_file_count_twice() -> None:
    one = "\n\n".join(f"ARTICLE {n} - {name}\n\n{PROSE}" for n, name in enumerate(("UNIT", "DUES", "PAY", "TERM"), 1))
    other = one.replace("UNIT", "GROUP").replace("DUES", "FEES").replace("PAY", "WAGES").replace("TERM", "LENGTH")
    assert [number for number, _ in articles(read_text(f"{one}\n\n{other}"))] == list("12341234")


def test_articles_that_are_only_counted() -> None:
    text = "\n\n".join(
        f"{n}. {name}\n\n{n}.1 {PROSE}\n\n{n}.2 {PROSE}" for n, name in enumerate(("Unit", "Dues", "Pay"), 1)
    )
    assert articles(read_text(text)) == [("1", "Unit"), ("2", "Dues"), ("3", "Pay")]


def test_a_file_that_holds_one_article() -> None:
    text = f"# ARTICLE 4 <br> CHILD CARE\n\n## A. HOW TO ASK\n\n{PROSE}\n\n## B. WHEN TO ASK\n\n{PROSE}"
    reading = read([Page(text, {0: Hint(heading=1), 2: Hint(heading=2)})])
    assert told(reading) == [
        ("article", "4", "CHILD CARE"),
        ("letter", "A", "HOW TO ASK"),
        ("letter", "B", "WHEN TO ASK"),
    ]


def test_a_misread_number_is_mended_from_its_neighbours() -> None:
    numbers = ("VII", "VIL", "IX", "X")
    text = "\n\n".join(
        f"ARTICLE {n}\n{name}\n\n{PROSE}" for n, name in zip(numbers, ("UNIT", "DUES", "PAY", "TERM"), strict=True)
    )
    assert [number for number, _ in articles(read_text(text))] == ["VII", "VIII", "IX", "X"]


def test_words_without_any_heading_are_all_front() -> None:
    reading = read_text(PROSE)
    assert (reading.entries, reading.front) == ((), PROSE)


def test_no_pages_give_nothing() -> None:
    assert read([]).entries == ()


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "ARTICLE 1", "ARTICLE 2 - PAY", "Article III. Leaves", "TABLE OF CONTENTS", "ARTICLE 2 - PAY ....... 4", "",
            "Section 1. Unit", "1.1 Unit", "A. Unit", "(i) one", "E. 1. two", "APPENDIX A", "PREAMBLE", "SIDE LETTER",
            "- 3 -", "   7", PROSE, "LETTER OF AGREEMENT - PAY", "1. Dues", "2.0 Pay", "# Heading",
            "**1.1 Bold.** words",
        ]
    ),
)  # fmt: skip
PAGES = st.lists(st.lists(LINES, max_size=14).map("\n".join), max_size=5)


@settings(max_examples=250, deadline=None)
@given(PAGES)
def test_whatever_comes_in_no_sign_is_lost(pages: list[str]) -> None:
    reading = read([Page(page) for page in pages])
    assert reading.text == "\f".join(pages)
    assert reading.front + "".join(map(reading.own_text, reading.entries)) == reading.text


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_whatever_comes_in_the_tree_hangs_together(pages: list[str]) -> None:
    entries = read([Page(page) for page in pages]).entries
    for place, entry in enumerate(entries):
        above = entries[entry.parent] if entry.parent is not None else None
        assert entry.offset < entry.end <= entry.whole_end
        assert (above is None) == (entry.parent is None)
        assert above is None or (
            above.depth < entry.depth and entry.parent < place and entry.whole_end <= above.whole_end
        )
        assert 1 <= entry.page <= len(pages)


def test_texts_built_to_exhaust_the_reader_come_back() -> None:
    built = (
        "ARTICLE 1\nPAY\n\n" * 3000,
        "A. one\n1. two\n" * 5000,
        ". " * 100_000,
        "TABLE OF CONTENTS\n" + "1 Pay ... 3\n" * 4000,
    )
    for text in built:
        assert read([Page(text)]).text == text
