"""Citations as people write them."""

import pytest

from contracts.clause_text.citing import cited, path_of_citation
from tests.contracts.clause_text.pages_of_own import PROSE, read_text

AGREEMENT = f"""ARTICLE IX - DISCIPLINE

Section 1. Cause
{PROSE}
Section 2. Notice
A. The employee is told in writing.
B. The Guild is told the same day.
   (1) by post; or
   (2) by hand.

ARTICLE X - PAY

10.1 Steps. {PROSE}
10.1.1 The first step is the lowest of all.

APPENDIX A - WAGES

1. The wages of clerks are these.
2. The wages of drivers are those.
"""


@pytest.mark.parametrize(
    ("citation", "path"),
    [
        ("18.1.5", (18, 1, 5)),
        ("Art. 9 sec 2", (9, 2)),
        ("Article XX.E", (20, "E")),
        ("22.3 D", (22, 3, "D")),
        ("Article 27.3 (D)", (27, 3, "D")),
        ("Appendix E.3.(f)", ("APPENDIX E", 3, "F")),
        ("", ()),
    ],
)
def test_the_steps_of_a_citation(citation: str, path: tuple[int | str, ...]) -> None:
    assert path_of_citation(citation) == path


@pytest.mark.parametrize(
    ("citation", "begins"),
    [
        ("Article 9", "ARTICLE IX"),
        ("Art. IX, Section 2", "Section 2. Notice"),
        ("9.2.B", "B. The Guild"),
        ("9.2.B(2)", "(2) by hand"),
        ("10.1", "10.1 Steps"),
        ("10.1.1", "10.1.1 The first"),
        ("Appendix A.2", "2. The wages of drivers"),
    ],
)
def test_a_citation_leads_to_its_clause(citation: str, begins: str) -> None:
    reading = read_text(AGREEMENT)
    assert [reading.whole_text(entry).startswith(begins) for entry in cited(reading, citation)] == [True]


def test_a_step_that_leads_nowhere_gives_what_stands_above() -> None:
    assert [entry.title for entry in cited(read_text(AGREEMENT), "9.2.Q")] == ["Notice"]


def test_an_unknown_article_gives_nothing() -> None:
    assert cited(read_text(AGREEMENT), "44.1") == []
