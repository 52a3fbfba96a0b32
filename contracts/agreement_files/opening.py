"""Tell what kind of file came in, by its content and not by its name, and hand it to the right reader."""

from pathlib import Path

from contracts.clause_text.document import Page

from .pdf import pages_of_pdf
from .plain import pages_of_text
from .refusals import (
    EmptyFile,
    EncryptedFile,
    FileNotFound,
    FileTooLarge,
    OldWordFile,
    TooManyPages,
    TooMuchText,
    UnknownKind,
    WrongEnding,
)
from .word import pages_of_word

LARGEST_FILE = 60 * 1024 * 1024
MOST_PAGES = 1500
MOST_CHARACTERS = 12_000_000
FEWEST_LETTERS = 20
ENDINGS = {".pdf": "pdf", ".docx": "word", ".doc": "old word", ".txt": "text", ".text": "text", ".md": "text"}
ENDINGS[".markdown"] = "text"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = (
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)


def pages_of(path: Path) -> list[Page]:
    """The pages of the file at `path`. Raises an UnreadableAgreement that says what is wrong and what to do."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise FileTooLarge(_sizes(size))
        return pages_of_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise FileNotFound(error.strerror or "") from error


def pages_of_bytes(name: str, content: bytes) -> list[Page]:
    """The pages of a file that came in as bytes, an upload for instance; `name` is only used for its ending."""
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(_sizes(len(content)))
    if not content.strip(b"\x00 \t\r\n\f"):
        raise EmptyFile
    ending = Path(name).suffix.lower()
    kind = _kind(content)
    if ending and ending not in ENDINGS and kind == "text":
        raise UnknownKind(f"This one ends in {ending}.")
    if ENDINGS.get(ending, kind) != kind:
        raise WrongEnding(f"It ends in {ending}, but holds {_named(kind)}.")
    pages = _pages(kind, ending, content)
    return _within_limits(pages)


def _pages(kind: str, ending: str, content: bytes) -> list[Page]:
    if kind == "pdf":
        return pages_of_pdf(content, MOST_PAGES)
    if kind == "word":
        return pages_of_word(content)
    return pages_of_text(content, is_markdown=ending in (".md", ".markdown"))


def _kind(content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "word"
    if content.startswith(COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise EncryptedFile
        raise OldWordFile
    if content.startswith(OTHER_KINDS):
        raise UnknownKind
    return "text"


def _named(kind: str) -> str:
    return {"pdf": "a PDF", "word": "a Word document or another zip file", "text": "something else"}[kind]


def _within_limits(pages: list[Page]) -> list[Page]:
    if len(pages) > MOST_PAGES:
        raise TooManyPages(f"It has {len(pages):,}; at most {MOST_PAGES:,} are read.")
    if sum(len(page.text) for page in pages) > MOST_CHARACTERS:
        raise TooMuchText
    if sum(sum(map(str.isalpha, page.text)) for page in pages[:50]) < FEWEST_LETTERS:
        raise EmptyFile
    return pages


def _sizes(size: int) -> str:
    return f"It has {size // 1024 // 1024:,} MB; at most {LARGEST_FILE // 1024 // 1024} MB are read."
