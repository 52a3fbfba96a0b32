"""Find what a citation points at: '18.1.5', 'Art. 9 sec 2', '22.3 D', 'Appendix E.3(f)'."""

import re

from .numbering import ordinal, roman_value
from .reading import Entry, Reading

WORDS_TO_DROP = re.compile(
    r"\b(?:articles?|art|sections?|sec|clause|paragraph|subsection|par|nrs)\b\.?|§", re.IGNORECASE
)
ATTACHED = re.compile(
    r"\b(appendix|addendum|schedule|exhibit|attachment|annex)\s+[“\"]?([A-Z]{1,2}(?:-?\d+)?|\d+)\b", re.IGNORECASE
)
TOKEN = re.compile(r"\d+|[A-Za-z]+")

FEWEST_LETTERS = 3

type Token = int | str
type Path = tuple[Token, ...]


def cited(reading: Reading, citation: str) -> list[Entry]:
    """The entries a citation points at, the exact ones first; when the last steps lead nowhere, what stands above them.

    The same number can stand twice in an agreement: then all its bearers are returned. An unknown article gives [].
    """
    wanted = path_of_citation(citation)
    paths = _paths(reading)
    for length in range(len(wanted), 0, -1):
        found = [entry for entry, path in zip(reading.entries, paths, strict=True) if path == wanted[:length]]
        if any(_has_words(reading, entry) for entry in found):
            return found
    return []


def _has_words(reading: Reading, entry: Entry) -> bool:
    """Whether more than the bare number stands here: scanners read a column of numbers apart from its clauses."""
    return sum(map(str.isalpha, reading.whole_text(entry))) > FEWEST_LETTERS


def path_of_citation(citation: str) -> Path:
    """The steps of a citation from the article down: 'Article IX, 2.B(3)' is (9, 2, 'B', 3)."""
    attached = ATTACHED.search(citation)
    head: Path = ()
    if attached:
        head = (f"{attached[1].upper()} {attached[2].upper()}",)
        citation = citation[attached.end() :]
    tokens = TOKEN.findall(WORDS_TO_DROP.sub(" ", citation))
    steps = [_token(token) for token in tokens]
    if steps and not head and isinstance(steps[0], str):
        value = roman_value(steps[0]) or (ordinal(steps[0])[:1] or (steps[0],))[0]
        steps[0] = value
    return (*head, *steps)


def _token(token: str) -> Token:
    return int(token) if token.isdigit() else token.upper()


def _paths(reading: Reading) -> list[Path]:
    paths: list[Path] = []
    for entry in reading.entries:
        above = paths[entry.parent] if entry.parent is not None else ()
        paths.append(_path(entry, above))
    return paths


def _path(entry: Entry, above: Path) -> Path:
    """The steps down to an entry. A dotted number counts from the article, every other one from what stands above."""
    if not entry.number:
        return (*above, entry.title)
    if entry.kind == "appendix":
        return (entry.number.upper().replace("“", "").replace("”", ""),)
    tokens: Path = tuple(_token(token) for token in TOKEN.findall(entry.number))
    if entry.kind in ("article", "section", "division") and len(tokens) == 1 and isinstance(tokens[0], str):
        tokens = ordinal(entry.number)[:1] or tokens
    if len(tokens) > 1 and tokens[-1] == 0:
        tokens = tokens[:-1]
    if entry.kind == "article" or (len(tokens) > 1 and "." in entry.number and not _is_attached(above)):
        return tokens
    return (*above, *tokens)


def _is_attached(above: Path) -> bool:
    return bool(above) and isinstance(above[0], str) and bool(ATTACHED.match(above[0]))
