"""Numbers as agreements print them: arabic, Roman, spelled out, decimal and lettered, and as scanners misread them."""

import re

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN = re.compile(r"^(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})$")
SPELLED = [
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
    "TWENTY",
    "TWENTY-ONE",
    "TWENTY-TWO",
    "TWENTY-THREE",
    "TWENTY-FOUR",
    "TWENTY-FIVE",
    "TWENTY-SIX",
    "TWENTY-SEVEN",
    "TWENTY-EIGHT",
    "TWENTY-NINE",
    "THIRTY",
]
# A scanner reads the strokes of a number as one another.
STROKES = str.maketrans({"|": "I", "!": "I", "l": "I", "1": "I", "]": "I", "[": "I"})
DIGIT_STROKES = str.maketrans({"I": "1", "l": "1", "|": "1", "!": "1", "O": "0", "o": "0", "S": "5"})


def roman_value(words: str) -> int | None:
    """The value of a Roman number in capitals, or None."""
    if not words or not ROMAN.match(words):
        return None
    total = 0
    values = [ROMAN_VALUES[sign] for sign in words]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def mended(printed: str) -> str:
    """The number a scanner meant: 'Il' is II, '1X' is IX, '|' is I, 'I 1' is 11, 'll.2' is 11.2."""
    tight = printed.replace(" ", "")
    if " " in printed and re.fullmatch(r"[I1l|!]+", tight):
        return tight.translate(DIGIT_STROKES)
    if re.fullmatch(r"[1Il|!]+[VXL][IVXLl1|!]*|[IVXLl|!]+[1][IVXl1|!]*", tight):
        return tight.translate(STROKES)
    if re.fullmatch(r"\d+[A-Z]?", tight) and tight == printed:
        return tight
    if re.search(r"[2-9]", tight) and re.fullmatch(r"[\dIl|!OoS.]+", tight):
        return tight.translate(DIGIT_STROKES)
    as_roman = tight.translate(STROKES)
    return as_roman if roman_value(as_roman) and not tight.isdigit() else tight


def ordinal(number: str) -> tuple[int, ...]:
    """Where a number stands in its series: '7.3' is (7, 3), 'IX' is (9,), '27.2C' is (27, 2, 3), 'B' is (2,).

    Unreadable numbers give an empty tuple.
    """
    spoken = number.upper().strip(" .")
    if spoken in SPELLED:
        return (SPELLED.index(spoken) + 1,)
    value = roman_value(spoken)
    if value:
        return (value,)
    parts = re.findall(r"[0-9]+|[A-Z]+", spoken)
    return tuple(int(part) if part.isdigit() else letter_value(part) for part in parts)


def readable(number: str) -> bool:
    """Whether this is a number a person could have printed: 'VIL' and 'XXT' are not."""
    is_roman = bool(re.fullmatch(r"[IVXLC]+", number))
    return not is_roman or roman_value(number) is not None


def in_kind(value: int, like: str) -> str:
    """A number printed in the manner of another one: 8 like 'VII' is 'VIII'."""
    if not re.fullmatch(r"[IVXLC]+", like):
        return str(value)
    printed = ""
    for worth, signs in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        printed += signs * (value // worth)
        value %= worth
    return printed


def letter_value(letters: str) -> int:
    """'A' is 1, 'Z' is 26, and 'AA' follows as 27, as lists of clauses count."""
    if len(set(letters)) == 1:
        return (len(letters) - 1) * 26 + ord(letters[0].upper()) - 64
    return sum((ord(sign) - 64) * 26**place for place, sign in enumerate(reversed(letters.upper())))


def decimals(number: str) -> tuple[str, ...]:
    """The parts of a dotted number: '18.1.5' gives ('18', '1', '5')."""
    return tuple(part for part in number.strip(".").split(".") if part)
