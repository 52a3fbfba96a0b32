"""Which passwords are refused: too short, too long, or built from words anybody here would guess first."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

SHORTEST = 15
LONGEST = 128
LEAST_UNGUESSABLE = 9  # what must remain once every guessable part is taken away

TOO_COMMON = Path(__file__).parent / "too_common.txt"
LOOK_ALIKES = str.maketrans("@4301$5!7+8", "aaeoissittb")
CONTEXT_WORDS = (
    *("laborrel", "labor", "labour", "relations", "union", "grievance", "arbitration", "contract", "bargaining"),
    *("agreement", "specialist", "supervisor", "steward", "negotiation", "employee", "employer", "human", "resources"),
    *("city", "county", "state", "district", "department", "office", "government", "public"),
    *("spring", "summer", "autumn", "fall", "winter"),
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("password", "passwort", "passphrase", "passcode", "welcome", "letmein", "login", "signin", "admin"),
    *("administrator", "secret", "change", "changeme", "default", "temporary", "temp", "test", "please", "this", "the"),
    *("iloveyou", "sunshine", "princess", "dragon", "monkey", "football", "baseball", "master", "hello", "qwerty"),
)
_YEAR = re.compile(r"(19|20)\d\d")
_KEYBOARD_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
_SHORTEST_RUN = 4


class LongEnough:
    """At least fifteen characters; a short sentence is easy to remember."""

    def validate(self, password: str, _user: Any = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                f"This password has {len(password)} characters. Use at least {SHORTEST}; a short sentence works well.",
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return f"At least {SHORTEST} characters. A short sentence works well; spaces are welcome."


class NotTooLong:
    """At most 128 characters, so that checking it costs the same for everybody."""

    def validate(self, password: str, _user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                f"This password has {len(password)} characters. Use at most {LONGEST}.", code="password_too_long"
            )

    def get_help_text(self) -> str:
        return f"At most {LONGEST} characters."


class NotGuessable:
    """Not one of the common long passwords, and not built from the words of this office."""

    def validate(self, password: str, user: Any = None) -> None:
        if why := weakness(password, known_words=known_words(user)):
            raise ValidationError(why, code="password_guessable")

    def get_help_text(self) -> str:
        return "Not your name, the employer, this product, a season and a year, or one word repeated."


def known_words(user: Any = None) -> list[str]:
    """The words of the office and of the person, the longest first."""
    own = f"{getattr(user, 'full_name', '')} {getattr(user, 'email', '')} {getattr(user, 'job_title', '')}"
    words = {*CONTEXT_WORDS, *_words(own), *_words(" ".join(settings.LABORREL_EMPLOYER_WORDS))}
    return sorted(words, key=lambda word: (-len(word), word))


def weakness(password: str, *, known_words: Iterable[str]) -> str:
    """Why this password would be guessed early, in a sentence; empty when it stands.

    The password is read as a guesser reads it: lower case, look-alikes undone, repetition folded. Known words, years
    and keyboard runs are then taken out, and what remains must still be long enough to need guessing. No kind of
    character is asked for (NIST SP 800-63B section 3.1.1.2).
    """
    plain = password.lower()
    if plain in too_common() or _letters(plain) in too_common():
        return "This password is on the list of common passwords. Choose another."
    words = tuple(known_words)
    remainders = (_remainder(text, words) for text in (plain, plain.translate(LOOK_ALIKES)))
    if min(len(remainder) for remainder in remainders) < LEAST_UNGUESSABLE:
        return (
            "This password is easy to guess: too much of it is a name, a word of this office, a season, a year, "
            "a keyboard run or a repetition. Add words that have nothing to do with you or the office."
        )
    return ""


@cache
def too_common() -> frozenset[str]:
    """Long passwords seen again and again in published leaks, in lower case."""
    lines = TOO_COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _remainder(text: str, words: tuple[str, ...]) -> str:
    text = _folded(text)
    for word in words:
        text = text.replace(word, " ")
    text = _YEAR.sub(" ", text)
    text = _without_runs(text)
    return _folded("".join(text.split()))


def _folded(text: str) -> str:
    """`abcabcabc` becomes `abc`: a whole text that is one unit repeated counts once."""
    if not text:
        return text
    period = (text + text).find(text, 1)
    return text[:period]


def _without_runs(text: str) -> str:
    """Take out `aaaa`, `4567`, `dcba`, `qwert`: four or more that are the same or neighbours in a row."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        length = _run_length(text, at)
        if length < _SHORTEST_RUN:
            kept.append(text[at])
            length = 1
        at += length
    return "".join(kept)


def _run_length(text: str, at: int) -> int:
    return max(_same(text, at), *(_along(text, at, row) for row in _KEYBOARD_ROWS))


def _same(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == text[at]:
        end += 1
    return end - at


def _along(text: str, at: int, row: str) -> int:
    longest = 1
    for line in (row, row[::-1]):
        start = line.find(text[at])
        length = 0
        while start >= 0 and text[at : at + length + 1] == line[start : start + length + 1] and at + length < len(text):
            length += 1
            if start + length > len(line) - 1:
                break
        longest = max(longest, length)
    return longest


def _words(text: str) -> set[str]:
    return {word for word in re.split(r"[\W_]+", text.lower()) if len(word) >= 3}


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text)
