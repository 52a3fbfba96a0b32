"""Recognition noise: compare words as a reader does who overlooks what a scanner did to them."""

import re
import unicodedata
from difflib import SequenceMatcher

# A scanner reads a row of dots as "ccsssesseessesecs": long words of the same few round letters.
LEADERS = re.compile(r"(?:\s*[.…·_‥-]){3,}\s*|(?:\s\.){2,}|…+")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,40}>")
ALIKE = 0.82


def squeezed(words: str) -> str:
    """Only the letters and digits, in lower case: 'MAN AGEMENT RIGHTS' and 'Management Rights' are the same."""
    plain = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in plain.casefold() if sign.isalnum())


def likeness(one: str, other: str) -> float:
    """How alike two squeezed texts are, from 0 to 1; quick for texts that share little."""
    if one == other:
        return 1.0
    if not one or not other or min(len(one), len(other)) * 2 < max(len(one), len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def without_leaders(words: str) -> str:
    """Words without the dots that lead to a page number, also where a scanner read the dots as letters."""
    return LEADERS.sub(" ", " ".join("..." if is_misread_dots(word) else word for word in words.split(" ")))


def is_misread_dots(word: str) -> bool:
    """Whether a word is a row of dots as a scanner spells it."""
    letters = [sign for sign in word if sign.isalpha()]
    round_ones = sum(sign in "cse" for sign in letters)
    return len(letters) >= 10 and round_ones >= 0.68 * len(letters) and word == word.lower()


def trimmed(words: str) -> str:
    """A title without leader dots, stray marks and doubled spaces."""
    words = without_leaders(TAG.sub(" ", words))
    words = re.sub(r"\s+", " ", words.replace("**", "").replace("__", ""))
    return words.strip(" \t.:;,–—-_*|~=•").strip()
