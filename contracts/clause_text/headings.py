"""The shapes a heading or a numbered clause can begin with: 'ARTICLE 5', 'Section 2.', '7.3', 'A.', '(iv)'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .document import Line
from .numbering import SPELLED, mended, ordinal, readable, roman_value


class Style(StrEnum):
    """How a marker is printed; entries of one list share one style."""

    DIVISION = "division"
    ARTICLE = "article"
    SECTION = "section"
    APPENDIX = "appendix"
    SIDEDOC = "sidedoc"
    DECIMAL = "1.1"
    INTEGER = "1."
    INTEGER_IN_BRACKETS = "(1)"
    CAPITAL = "A."
    CAPITAL_IN_BRACKETS = "(A)"
    SMALL = "a."
    SMALL_IN_BRACKETS = "(a)"
    ROMAN = "I."
    ROMAN_IN_BRACKETS = "(I)"
    SMALL_ROMAN = "i."
    SMALL_ROMAN_IN_BRACKETS = "(i)"


KEYWORDS = {Style.DIVISION, Style.ARTICLE, Style.SECTION, Style.APPENDIX, Style.SIDEDOC}
TOP_STYLES = {Style.DIVISION, Style.ARTICLE, Style.APPENDIX, Style.SIDEDOC}
LETTERED = {Style.CAPITAL, Style.CAPITAL_IN_BRACKETS, Style.SMALL, Style.SMALL_IN_BRACKETS}
ROMANS = {Style.ROMAN, Style.ROMAN_IN_BRACKETS, Style.SMALL_ROMAN, Style.SMALL_ROMAN_IN_BRACKETS}
INTEGERS = {Style.INTEGER, Style.INTEGER_IN_BRACKETS}


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of the beginning of a line: `number` as printed and mended, `rest` the words behind it.

    `at` is the offset in the document where the marker begins; `is_loud` says the keyword is in capitals, `is_set_off`
    that a mark stands between number and words.
    """

    style: Style
    number: str
    value: tuple[int, ...]
    rest: str
    at: int
    is_loud: bool = False
    is_set_off: bool = True


SPELLED_NUMBER = "|".join(sorted(SPELLED, key=len, reverse=True))
MISREAD_ELEVEN = r"[1Il|!]\s[\dIl|](?=\s*[-–—.:])"
PLAIN_NUMBER = r"\d{1,3}(?:\.\d{1,2})*(?:[A-Za-z](?![a-z]))?|[IVXLC|!l1]{1,7}(?![a-z])"
NUMBER = rf"(?:{MISREAD_ELEVEN}|{PLAIN_NUMBER}|{SPELLED_NUMBER})"
SEPARATOR = r"(?:\s*\([A-Z]\))?\s*(?:[.:,—–\-_]+|\.?\s+[-–—]+)*\s*"
ARTICLE = re.compile(
    rf"^(ART[IT]C[LI]E|Article|ARITCLE)S?\s*[-–—#]?\s*(?i:({NUMBER}))(?=[\s.:,—–\-_(]|$)({SEPARATOR})(.*)$"
)
SECTION = re.compile(
    rf"^(SECTION|Section|SEC\.|Sec\.|§)\s*[-–—#]?\s*(?i:({NUMBER}|[A-Z](?=[.:\s])))(?=[\s.:,—–\-_()]|$)({SEPARATOR})(.*)$"
)
DIVISION = re.compile(
    rf"^(DIVISION|Division|CHAPTER|Chapter|PART|TITLE)\s+({NUMBER}|[A-Z])(?=[\s.:,—–\-]|$)({SEPARATOR})(.*)$"
)
UNREADABLE = re.compile(r"^(ARTICLE)\s+([A-Z0-9|!\]\[]{1,7})\W*$")
APPENDIX = re.compile(
    r"^(APPENDIX|ADDENDUM|SCHEDULE|EXHIBIT|ATTACHMENT|ANNEX)\s+"
    r"(?:[“\"'‘]?([A-Z]{1,2}(?:-?\d{1,2}|\.\d{1,2})?|\d{1,2}(?:-?[A-Z])?|[IVX]{1,5})[”\"'’]?)(?=[\s.:,—–\-_(]|$)"
    rf"({SEPARATOR})(.*)$",
    re.IGNORECASE,
)
SIDEDOC = re.compile(
    r"^(?:(?:LETTERS?|MEMORAND(?:UM|A)|STATEMENT)\s+OF\s+(?:AGREEMENTS?|UNDERSTANDING|INTENT)|SIDE\s*LETTERS?|SIDEBAR|"
    r"SUPPLEMENTA(?:L|RY)\s+(?:AGREEMENT|LETTER|MEMORANDUM)|SIGNATURE\s+PAGE|MOU\s*[:#–-])\b.*$",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"^(\d{1,2}(?:\s?\.\s?\d{1,3}){1,4}[A-Z]?)(?:[.:)]|\s?[-–—])?(?=\s|$|[A-Z“(])\s*(.*)$")
INTEGER = re.compile(r"^(\d{1,3})(?:\s?[.)]|\s?[-–—:](?=\s)|,(?=\s[A-Z]{3}))\s*(?=\D|$)(.*)$")
COUNTED_KEYWORD = re.compile(r"^\d{1,3}\s?[.)]\s+(?=ARTICLE\s)")
LETTER = re.compile(r"^([A-Za-z]|[A-Z]{2}|[a-z]{2}(?=[.)]))(?:\s?[.)]|:(?=\s))(?=\s|$|[A-Z“])\s*(.*)$")
ROMAN = re.compile(r"^([IVXL]{1,6}|[ivxl]{1,6})\s?[.)](?=\s|$|[A-Z“])\s*(.*)$")
BRACKETED = re.compile(r"^\((\d{1,2}|[A-Za-z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6})\)\s*(.*)$")


def readings(line: Line) -> list[Marker]:
    """Every way the beginning of this line can be read as a heading or a clause number, likeliest first."""
    return list(_readings(line.words, line.said_at))


def _readings(words: str, at: int) -> Iterator[Marker]:
    counted = COUNTED_KEYWORD.match(words)
    if counted:
        words, at = words[counted.end() :], at + counted.end()
    keyword = _keyword(words, at)
    if keyword:
        yield keyword
        within = APPENDIX.match(keyword.rest) if keyword.style is Style.APPENDIX else None
        if within:
            label = f"{within[1]} {within[2].upper()}"
            yield Marker(Style.APPENDIX, label, ordinal(within[2]), within[4].strip(), at, keyword.is_loud)
        return
    dotted = DECIMAL.match(words)
    if dotted and (not dotted[2] or not dotted[2][0].islower()):
        number = re.sub(r"\s", "", dotted[1])
        yield Marker(Style.DECIMAL, number, ordinal(number), dotted[2], at)
        return
    yield from _simple(words, at)


def _keyword(words: str, at: int) -> Marker | None:
    for style, shape in ((Style.ARTICLE, ARTICLE), (Style.SECTION, SECTION), (Style.DIVISION, DIVISION)):
        found = shape.match(words)
        if found:
            number = mended(found[2].upper() if found[2].upper() in SPELLED else found[2])
            if not readable(number):
                return Marker(style, number, (), found[4].strip(), at, found[1].isupper())
            suffix = re.match(r"\s*(\([A-Z]\))", found[3])
            number += suffix[1] if suffix else ""
            is_set_off = bool(re.search(r"[.:,—–_-]", found[3]))
            return Marker(style, number, ordinal(number), found[4].strip(), at, found[1].isupper(), is_set_off)
    found = UNREADABLE.match(words)
    if found:
        return Marker(Style.ARTICLE, found[2], (), "", at, is_loud=True)
    found = APPENDIX.match(words)
    if found:
        label = f"{found[1]} {found[2].upper()}"
        return Marker(Style.APPENDIX, label, ordinal(found[2]), found[4].strip(), at, found[1].isupper())
    found = SIDEDOC.match(words)
    if found:
        return Marker(Style.SIDEDOC, "", (), words, at, words.isupper())
    return None


def _simple(words: str, at: int) -> Iterator[Marker]:
    bracketed = BRACKETED.match(words)
    if bracketed:
        yield from _lettered(bracketed[1], bracketed[2], at, in_brackets=True)
        return
    found = INTEGER.match(words)
    if found:
        yield Marker(Style.INTEGER, found[1], (int(found[1]),), found[2], at)
        return
    found = ROMAN.match(words) or LETTER.match(words)
    if found:
        yield from _lettered(found[1], found[2], at, in_brackets=False)


def _lettered(number: str, rest: str, at: int, *, in_brackets: bool) -> Iterator[Marker]:
    if number.isdigit():
        yield Marker(Style.INTEGER_IN_BRACKETS, number, (int(number),), rest, at)
        return
    small = number.islower()
    if len(number) == 1 or len(set(number.upper())) == 1:
        style = (
            (Style.SMALL_IN_BRACKETS if small else Style.CAPITAL_IN_BRACKETS)
            if in_brackets
            else (Style.SMALL if small else Style.CAPITAL)
        )
        value = ordinal_of_letter(number)
        yield Marker(style, number, (value,), rest, at)
    roman = roman_value(number.upper())
    if roman:
        style = (
            (Style.SMALL_ROMAN_IN_BRACKETS if small else Style.ROMAN_IN_BRACKETS)
            if in_brackets
            else (Style.SMALL_ROMAN if small else Style.ROMAN)
        )
        yield Marker(style, number, (roman,), rest, at)


def ordinal_of_letter(letters: str) -> int:
    """'A' is 1 and 'BB' is 28."""
    return (len(letters) - 1) * 26 + ord(letters[0].upper()) - 64


def inner_readings(marker: Marker, line: Line) -> list[Marker]:
    """A second number on the same line, as in 'E. 1. The County may ...': only a list's first number counts."""
    if marker.style in KEYWORDS or not marker.rest:
        return []
    at = line.said_at + len(line.words) - len(marker.rest)
    return [inner for inner in _readings(marker.rest, at) if inner.style not in KEYWORDS and inner.value == (1,)]
