"""Files as they come in: whole, wrong, locked, cut off and hostile; each refusal by its name."""

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from contracts.agreement_files import UnreadableAgreement, opening, pages_of, pages_of_bytes, refusals
from contracts.clause_text.reading import read

WORDS = b"ARTICLE 1 - RECOGNITION\n\nThe Town recognises the Guild for all of its clerks and drivers.\n"


def pdf(pages: list[str], **saving: object) -> bytes:
    """A PDF with one line of text per page; an empty string makes a page without text."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for words in pages:
        page = document.add_blank_page(page_size=(612, 792))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in words.split("\n"))
        page.Contents = document.make_stream(f"BT /F1 11 Tf 72 700 Td {lines}ET".encode())
    written = BytesIO()
    document.save(written, **saving)
    return written.getvalue()


def word(*paragraphs: tuple[str, str]) -> bytes:
    document = Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A Word file with one part added or replaced."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item))
        new.writestr(name, part)
    return written.getvalue()


PDF = pdf(["ARTICLE 1 - RECOGNITION\nThe Town recognises the Guild.", "ARTICLE 2 - DUES\nDues are paid each month."])
WORD = word(("Heading 1", "ARTICLE 1 - RECOGNITION"), ("Normal", "The Town recognises the Guild."))
LOCKED = pdf(["ARTICLE 1 - RECOGNITION"], encryption=pikepdf.Encryption(owner="owner", user="user"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB_XML = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><w:document/>'

REFUSED = [
    ("empty.txt", b"", refusals.EmptyFile),
    ("blank.txt", b" \n\f \n", refusals.EmptyFile),
    ("zeros.bin", b"\0" * 4000, refusals.EmptyFile),
    ("digits.txt", b"1 2 3\n4 5 6\n", refusals.EmptyFile),
    ("scan.pdf", pdf(["", "", ""]), refusals.ScanWithoutText),
    ("mostly-scan.pdf", pdf(["ARTICLE 1 - RECOGNITION of the Guild", "", ""]), refusals.ScanWithoutText),
    ("locked.pdf", LOCKED, refusals.EncryptedFile),
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), refusals.EncryptedFile),
    ("old.doc", OLE, refusals.OldWordFile),
    ("old.docx", OLE, refusals.OldWordFile),
    ("half.pdf", PDF[: len(PDF) // 2], refusals.TruncatedFile),
    ("headed.pdf", b"%PDF-1.7\n" + b"not a document at all " * 30 + b"%%EOF", refusals.DamagedFile),
    ("half.docx", WORD[: len(WORD) // 2], refusals.TruncatedFile),
    ("not-word.docx", with_part(WORD, "word/document.xml", b"<broken"), refusals.DamagedFile),
    ("entities.docx", with_part(WORD, "word/document.xml", BOMB_XML), refusals.HostileFile),
    ("bomb.docx", with_part(WORD, "word/document.xml", b" " * (61 * 1024 * 1024)), refusals.HostileFile),
    ("image.png", b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, refusals.UnknownKind),
    ("rich.rtf", b"{\\rtf1\\ansi words}", refusals.UnknownKind),
    ("page.html", WORDS, refusals.UnknownKind),
    ("packed.gz", b"\x1f\x8b" + b"\x03" * 90, refusals.UnknownKind),
    ("text.pdf", WORDS, refusals.WrongEnding),
    ("text.docx", WORDS, refusals.WrongEnding),
    ("pdf.txt", PDF, refusals.WrongEnding),
    ("word.pdf", WORD, refusals.WrongEnding),
    ("noise.txt", bytes(range(256)) * 20, refusals.UnknownCharacters),
    ("wide.txt", b"\xff\xfe" + b"a\x00b", refusals.UnknownCharacters),
]


@pytest.mark.parametrize(("name", "content", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_is_refused_by_name(name: str, content: bytes, refusal: type[UnreadableAgreement]) -> None:
    with pytest.raises(UnreadableAgreement) as raised:
        pages_of_bytes(name, content)
    assert raised.type is refusal


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(refusals.UnknownKind):
        pages_of_bytes("table.docx", written.getvalue())


def test_a_part_larger_than_it_says_is_refused() -> None:
    with pytest.raises(UnreadableAgreement):
        pages_of_bytes("lie.docx", WORD.replace(b"word/document.xml", b"word/document.xmm", 1))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(refusals.FileNotFound):
        pages_of(tmp_path / "nowhere.pdf")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(refusals.FileNotFound):
        pages_of(tmp_path)


@pytest.mark.parametrize(
    ("limit", "value", "refusal"),
    [
        ("LARGEST_FILE", 100, refusals.FileTooLarge),
        ("MOST_PAGES", 1, refusals.TooManyPages),
        ("MOST_CHARACTERS", 20, refusals.TooMuchText),
    ],
)
def test_limits(limit: str, value: int, refusal: type[UnreadableAgreement], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, limit, value)
    with pytest.raises(refusal):
        pages_of_bytes("large.pdf", PDF)


def test_every_refusal_says_what_is_wrong_and_what_to_do() -> None:
    kinds = UnreadableAgreement.__subclasses__()
    assert [kind.__name__ for kind in kinds if len(str(kind()).split(". ")) < 2 and ";" not in str(kind())] == []


def test_a_pdf_gives_its_pages_in_order() -> None:
    pages = pages_of_bytes("agreement.pdf", PDF)
    assert [page.text.split("\n")[0] for page in pages] == ["ARTICLE 1 - RECOGNITION", "ARTICLE 2 - DUES"]
    assert [(entry.number, entry.title, entry.page) for entry in read(pages).entries] == [
        ("1", "RECOGNITION", 1),
        ("2", "DUES", 2),
    ]


def test_one_scanned_page_among_many_does_no_harm() -> None:
    assert len(pages_of_bytes("signed.pdf", pdf(["ARTICLE 1 - UNIT of the Guild", "ARTICLE 2 - DUES of it", ""]))) == 3


def test_text_in_every_usual_encoding() -> None:
    words = "ARTICLE 1 \N{EN DASH} RECOGNITION of the “Guild”"
    contents = [words.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]
    assert [pages_of_bytes("a.txt", content)[0].text for content in contents] == [words] * 4


def test_form_feeds_part_pages_and_line_ends_are_made_one() -> None:
    pages = pages_of_bytes("a.txt", b"ARTICLE 1\r\nRECOGNITION OF THE GUILD\r\n\fARTICLE 2\rDUES")
    assert [page.text for page in pages] == ["ARTICLE 1\nRECOGNITION OF THE GUILD\n", "ARTICLE 2\nDUES"]


def test_markdown_headings_are_hints() -> None:
    (page,) = pages_of_bytes("a.md", b"# Our Agreement\n\n**1.1 Unit.** The Guild.\n\n# not\n")
    assert {place: (hint.heading, hint.bold) for place, hint in page.hints.items()} == {
        0: (1, False),
        2: (0, True),
        4: (1, False),
    }
