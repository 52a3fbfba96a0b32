"""Two agreements compared: what became of each provision. The truth at article level is the shared PAIRS.json."""

import json
from typing import Any

import pytest

from contracts.agreement_files import pages_of
from contracts.clause_text.comparing import Difference, Pair, Provision, compare, same_words
from contracts.clause_text.noise import squeezed
from contracts.clause_text.reading import read
from tests.contracts.clause_text.scoring import ABSENT, SHARED

PAIRS = SHARED / "contracts" / "PAIRS.json"
HOLIDAYS = "The following days are holidays with pay for every employee who worked the day before and the day after."
TRAVEL = "An employee who travels on the business of the employer is paid the mileage rate of the federal government."
UNIFORMS = "The employer furnishes three sets of uniforms every year and replaces those that are worn out in service."
NEW_LEAVE = "Every employee has ten days of paid parental leave to be taken within a year of the birth or adoption."


def article(number: str, title: str, text: str) -> Provision:
    return Provision("article", number, title, f"ARTICLE {number} {title}\n{text}")


def found(old: list[Provision], new: list[Provision]) -> list[tuple[str, str, list[str]]]:
    def name(side: list[Provision], place: int | None) -> str:
        return "" if place is None else side[place].number

    return [
        (name(old, pair.old), name(new, pair.new), sorted(difference.value for difference in pair.differences))
        for pair in compare(old, new)
    ]


OLD = [article("1", "Holidays", HOLIDAYS), article("2", "Travel", TRAVEL), article("3", "Uniforms", UNIFORMS)]


def test_an_agreement_beside_itself():
    assert found(OLD, OLD) == [("1", "1", []), ("2", "2", []), ("3", "3", [])]


def test_an_added_article_moves_the_numbers_and_nothing_else():
    new = [
        OLD[0],
        article("2", "Parental leave", NEW_LEAVE),
        article("3", "Travel", TRAVEL),
        article("4", "Uniforms", UNIFORMS),
    ]
    assert found(OLD, new) == [
        ("1", "1", []),
        ("", "2", ["added"]),
        ("2", "3", ["renumbered"]),
        ("3", "4", ["renumbered"]),
    ]


def test_a_removed_article_stands_where_it_stood():
    assert found(OLD, [OLD[0], OLD[2]]) == [("1", "1", []), ("2", "", ["removed"]), ("3", "3", [])]


def test_a_retitled_and_a_changed_article():
    new = [article("1", "Paid holidays", HOLIDAYS), article("2", "Travel", TRAVEL.replace("federal", "state")), OLD[2]]
    assert found(OLD, new) == [("1", "1", ["retitled"]), ("2", "2", ["changed"]), ("3", "3", [])]


def test_letters_without_numbers_that_changed_places():
    letters = [
        Provision("sidedoc", "", title, text)
        for title, text in (("Holidays", HOLIDAYS), ("Travel", TRAVEL), ("Uniforms", UNIFORMS))
    ]
    pairs = compare(letters, [letters[2], letters[0], letters[1]])
    assert [(pair.old, pair.is_same, Difference.MOVED in pair.differences) for pair in pairs] == [
        (2, False, True), (0, True, False), (1, True, False),
    ]  # fmt: skip


def test_the_same_number_twice_is_no_trouble():
    twice = [article("5", "Uniforms", UNIFORMS), article("5", "Travel", TRAVEL)]
    assert found(twice, twice[::-1]) == [("5", "5", ["moved"]), ("5", "5", [])]


def test_every_provision_of_both_sides_stands_once():
    new = [article("9", "Parental leave", NEW_LEAVE), OLD[1]]
    pairs = compare(OLD, new)
    assert sorted(pair.old for pair in pairs if pair.old is not None) == [0, 1, 2]
    assert sorted(pair.new for pair in pairs if pair.new is not None) == [0, 1]


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("MANAGEMENT RIGHTS", "MAN AGEMENT RIGHTS", True),
        ("overtime is offered", "over-\ntime is offered", True),
        ("Section 11 applies", "Section I1 applies", True),
        ("paid at 1.5 times", "paid at 2.5 times", False),
        ("shall not be paid", "shall be paid", False),
    ],
)
def test_recognition_noise_is_no_change(old, new, is_same):
    assert same_words(old, new) is is_same


# ------------------------------------------------------------------------------------------ the shared pairs


def truth_of(pair: dict[str, Any]) -> set[tuple[str, ...]]:
    """What the pair's table says of numbered articles that came, went or have another number."""
    said: set[tuple[str, ...]] = {("added", squeezed(name)) for name in pair["added"] if name[:1].isdigit()}
    said |= {("removed", squeezed(name)) for name in pair["removed"] if name[:1].isdigit()}
    return said | {("renumbered", squeezed(old), squeezed(new)) for old, new in pair["renumbered"] if old[:1].isdigit()}


def articles_of(name: str) -> list[Provision]:
    reading = read(pages_of(SHARED / name))
    top = min(entry.depth for entry in reading.entries)
    return [
        Provision(entry.kind, entry.number, entry.title, reading.clean_text(entry))
        for entry in reading.entries
        if entry.depth == top
    ]


def seen_in(old: list[Provision], new: list[Provision], pairs: tuple[Pair, ...]) -> set[tuple[str, ...]]:
    def name(one: Provision) -> str:
        return squeezed(f"{one.number} {one.title}")

    seen: set[tuple[str, ...]] = set()
    for pair in pairs:
        before = old[pair.old] if pair.old is not None else None
        after = new[pair.new] if pair.new is not None else None
        if before is None and after is not None and after.kind == "article":
            seen.add(("added", name(after)))
        elif after is None and before is not None and before.kind == "article":
            seen.add(("removed", name(before)))
        elif before and after and before.kind == after.kind == "article" and Difference.RENUMBERED in pair.differences:
            seen.add(("renumbered", name(before), name(after)))
    return seen


@pytest.mark.skipif(not PAIRS.exists(), reason=ABSENT)
def test_the_articles_of_the_shared_pairs():
    """Every article the tables say came, went or has another number; and of the rest hardly any."""
    missed, more = set(), set()
    for pair in json.loads(PAIRS.read_text(encoding="utf-8")):
        old, new = articles_of(pair["old"]), articles_of(pair["new"])
        truth, seen = truth_of(pair), seen_in(old, new, compare(old, new))
        missed |= truth - seen
        more |= seen - truth
    assert missed == set()
    assert len(more) <= 6, more
