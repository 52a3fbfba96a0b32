"""Recognition noise: compare words as a reader does who overlooks what a scanner did to them."""

import re
import unicodedata
from difflib import SequenceMatcher

LEADERS = re.compile(r"(?:\s*[.…·_‥-]\s*){3,}|(?:\s\.){2,}|…+")
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


def trimmed(words: str) -> str:
    """A title without leader dots, stray marks and doubled spaces."""
    words = LEADERS.sub(" ", TAG.sub(" ", words))
    words = re.sub(r"\s+", " ", words.replace("**", "").replace("__", ""))
    return words.strip(" \t.:;,–—-_*|~=•").strip()
