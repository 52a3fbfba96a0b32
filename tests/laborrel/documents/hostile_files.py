"""Builders of hostile and broken files, made when needed and never stored: (what it is, name, content, refusal)."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from docx import Document
from openpyxl import Workbook
from PIL import Image

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@dataclass(frozen=True)
class Sample:
    what: str
    name: str
    build: Callable[[], bytes]
    refusal: str


# --- honest files -----------------------------------------------------------------------------


def saved(thing) -> bytes:
    made = io.BytesIO()
    thing.save(made)
    return made.getvalue()


def honest_pdf() -> bytes:
    paper = pikepdf.new()
    paper.add_blank_page()
    return saved(paper)


def honest_docx() -> bytes:
    paper = Document()
    paper.core_properties.author = ""
    paper.add_paragraph("The grievance is denied.")
    return saved(paper)


def honest_xlsx() -> bytes:
    book = Workbook()
    book.properties.creator = "laborrel"
    book.active.append(["Number", "Filed"])
    return saved(book)


def picture(kind: str, **options) -> bytes:
    made = io.BytesIO()
    noise = bytes((x * 7 + y * 13) % 256 for y in range(64) for x in range(192))
    Image.frombytes("RGB", (64, 64), noise).save(made, kind, **options)
    return made.getvalue()


def honest_png() -> bytes:
    return picture("PNG")


def honest_jpg() -> bytes:
    return picture("JPEG")


def honest_mail(attached: str = "") -> bytes:
    text = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Step 1\r\nDate: Mon, 9 Mar 2026 09:00:00 -0700\r\n"
    if not attached:
        return f"{text}\r\nHello.\r\n".encode()
    return (
        f'{text}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\nHello.\r\n--x\r\n'
        f'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="{attached}"\r\n\r\n'
        "data\r\n--x--\r\n"
    ).encode()


HONEST = {
    "Answer at Step 1.pdf": honest_pdf,
    "Peña v1.2.docx": honest_docx,
    "log 2026-03-09.xlsx": honest_xlsx,
    "log.csv": lambda: b"Number,Filed\nGR-1,3/9/2026\n",
    "notes.txt": lambda: "Peña said “no”.\r\n".encode("cp1252"),
    "notes.md": lambda: b"# Heading\n\n- a list\n",
    "mail.eml": honest_mail,
    "scan.png": honest_png,
    "scan.JPG": honest_jpg,
    "scan.jpeg": honest_jpg,
}


# --- breaking them ----------------------------------------------------------------------------


def changed(content: bytes, *, add=(), replace=(), drop=(), compression=zipfile.ZIP_DEFLATED) -> bytes:
    """An office file with parts added, replaced or dropped."""
    added, replaced = dict(add), dict(replace)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", compression) as new:
        for name in old.namelist():
            if name not in drop:
                held = old.read(name)
                change = replaced.get(name)
                new.writestr(name, held if change is None else change(held) if callable(change) else change)
        for name, held in added.items():
            new.writestr(name, held)
    return made.getvalue()


def with_flag(content: bytes, bit: int) -> bytes:
    """Every entry of the archive marked (bit 0 says: encrypted)."""
    marked = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(mark)
        while at >= 0:
            marked[at + offset] |= bit
            at = marked.find(mark, at + 4)
    return bytes(marked)


def related(kind: str, target: str) -> Callable[[bytes], bytes]:
    """Adds one relationship that points outside."""
    entry = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()
    return lambda held: held.replace(b"</Relationships>", entry)


def zip_bomb() -> bytes:
    return changed(honest_docx(), add=[("word/media/a.bin", b"\0" * 30_000_000)])


def many_parts() -> bytes:
    return changed(honest_docx(), add=[(f"word/media/{n}.txt", b"x") for n in range(2_100)])


def nested_bomb() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a", b"\0" * 2_000_000)
    return changed(honest_xlsx(), add=[("xl/media/a.bin", inner.getvalue() * 8 + b"\0" * 250_000_000)])


def twice_named() -> bytes:
    made = io.BytesIO(honest_docx())
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("word/document.xml", b"<other/>")
    return made.getvalue()


def encrypted_pdf() -> bytes:
    paper = pikepdf.new()
    paper.add_blank_page()
    made = io.BytesIO()
    paper.save(made, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return made.getvalue()


def owner_locked_pdf() -> bytes:
    paper = pikepdf.new()
    paper.add_blank_page()
    made = io.BytesIO()
    paper.save(made, encryption=pikepdf.Encryption(user="", owner="secret"))
    return made.getvalue()


def png_chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def png_bomb() -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(b"\0" * 1_000)) + png_chunk(b"IEND", b"")


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("evil.js", "alert(1)")
    return made.getvalue()


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def macro_type(held: bytes) -> bytes:
    return held.replace(b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")


def text(content: bytes) -> Callable[[], bytes]:
    return lambda: content


# --- the collection ---------------------------------------------------------------------------

NAMES = [
    ("program by name", "setup.exe", "ExecutableRefused"),
    ("script by name", "run.js", "ExecutableRefused"),
    ("web page by name", "page.html", "ExecutableRefused"),
    ("drawing that can run scripts", "logo.svg", "ExecutableRefused"),
    ("macro document by name", "memo.docm", "ExecutableRefused"),
    ("unknown kind", "cad.dwg", "UnknownKind"),
    ("no extension", "README", "UnknownKind"),
    ("double extension, program inside", "invoice.exe.txt", "DoubleExtension"),
    ("double extension, two documents", "letter.pdf.txt", "DoubleExtension"),
    ("double extension behind spaces", "letter.pdf     .txt", "DoubleExtension"),
    ("reversed reading order", "invoice\u202etxt.exe.txt", "HiddenCharactersInName"),
    ("isolate marks", "a\u2066b\u2069.txt", "HiddenCharactersInName"),
    ("zero-width space", "a\u200bb.txt", "HiddenCharactersInName"),
    ("line feed in name", "a\nb.txt", "HiddenCharactersInName"),
    ("zero byte in name", "a.exe\x00.txt", "HiddenCharactersInName"),
    ("escape code in name", "a\x1b[31m.txt", "HiddenCharactersInName"),
    ("line separator in name", "a\u2028b.txt", "HiddenCharactersInName"),
    ("lone surrogate in name", "a\ud800.txt", "HiddenCharactersInName"),
    ("ten megabytes of name", "a" * 10_000_000 + ".txt", "NameTooLong"),
    ("way up", "../../etc/passwd.txt", "UnwantedName"),
    ("way up, other slash", "..\\..\\boot.txt", "UnwantedName"),
    ("absolute path", "/etc/passwd.txt", "UnwantedName"),
    ("drive letter", "c:boot.txt", "UnwantedName"),
    ("second stream", "a.txt:evil.txt", "UnwantedName"),
    ("device name", "CON.txt", "UnwantedName"),
    ("hidden file", ".htaccess.txt", "UnwantedName"),
    ("only dots", "...", "UnwantedName"),
    ("empty name", "", "UnwantedName"),
    ("dot at the end", "a.txt.", "UnwantedName"),
    ("markup in name", "<b>.txt", "UnwantedName"),
]

CONTENTS = [
    Sample("nothing inside", "a.pdf", text(b""), "EmptyFile"),
    Sample("more than 25 MB", "a.txt", lambda: b"x" * (25 * 1024 * 1024 + 1), "FileTooLarge"),
    Sample("Windows program as PDF", "a.pdf", text(b"MZ\x90\0" + b"\0" * 100), "ExecutableRefused"),
    Sample("Linux program as text", "a.txt", text(b"\x7fELF" + b"\0" * 100), "ExecutableRefused"),
    Sample("shell script as text", "a.txt", text(b"#!/bin/sh\nrm -rf x\n"), "ExecutableRefused"),
    Sample("Java class as picture", "a.png", text(b"\xca\xfe\xba\xbe" + b"\0" * 50), "ExecutableRefused"),
    Sample("Windows shortcut", "a.txt", text(b"L\0\0\0\x01\x14\x02\0" + b"\0" * 50), "ExecutableRefused"),
    Sample("PHP page as text", "a.txt", text(b"<?php system($_GET['x']); ?>"), "ExecutableRefused"),
    Sample("virus test file", "a.txt", text(EICAR), "VirusFound"),
    Sample("virus test file in a message", "a.eml", lambda: honest_mail() + EICAR, "VirusFound"),
    # PDF
    Sample("text as PDF", "a.pdf", text(b"hello"), "ContentDiffersFromName"),
    Sample("picture as PDF", "a.pdf", honest_png, "ContentDiffersFromName"),
    Sample("PDF behind other bytes", "a.pdf", lambda: b"GIF89a" + honest_pdf(), "TwoFilesInOne"),
    Sample("PDF cut in half", "a.pdf", lambda: honest_pdf()[:250], "TruncatedFile"),
    Sample("PDF with an unfinished second half", "a.pdf", lambda: honest_pdf() + b"9 0 obj " * 900, "TruncatedFile"),
    Sample("PDF of nothing but a frame", "a.pdf", text(b"%PDF-1.7\n%%EOF\n"), "DamagedFile"),
    Sample("PDF of noise", "a.pdf", text(b"%PDF-1.4\n" + bytes(range(256)) * 9 + b"\n%%EOF"), "DamagedFile"),
    Sample("PDF with a password", "a.pdf", encrypted_pdf, "PasswordProtected"),
    Sample("PDF locked by its owner", "a.pdf", owner_locked_pdf, "PasswordProtected"),
    Sample("PDF that is an archive too", "a.pdf", lambda: honest_pdf() + archive(), "TwoFilesInOne"),
    Sample("PDF that is a web page too", "a.pdf", lambda: honest_pdf() + b"<script>x()</script>", "TwoFilesInOne"),
    Sample("PDF with a program behind it", "a.pdf", lambda: honest_pdf() + b"MZ" + b"x" * 99, "TwoFilesInOne"),
    # Word and Excel
    Sample("text as Word file", "a.docx", text(b"hello"), "DamagedFile"),
    Sample("plain archive as Word file", "a.docx", archive, "ContentDiffersFromName"),
    Sample("workbook as Word file", "a.docx", honest_xlsx, "ContentDiffersFromName"),
    Sample("Word file as workbook", "a.xlsx", honest_docx, "ContentDiffersFromName"),
    Sample("old Word format", "a.docx", text(OLE + b"\0" * 600), "OldOfficeFormat"),
    Sample(
        "Word file with a password",
        "a.docx",
        text(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")),
        "PasswordProtected",
    ),
    Sample("archive with encrypted entries", "a.docx", lambda: with_flag(honest_docx(), 1), "PasswordProtected"),
    Sample("Word file cut in half", "a.docx", lambda: honest_docx()[:5_000], "TruncatedFile"),
    Sample("workbook cut in its table", "a.xlsx", lambda: honest_xlsx()[:-40], "TruncatedFile"),
    Sample(
        "Word file with broken bytes",
        "a.docx",
        lambda: honest_docx().replace(b"PK\x03\x04", b"PK\x03\x05")[:-1],
        "DamagedFile",
    ),
    Sample("zip bomb", "a.docx", zip_bomb, "UnpacksTooLarge"),
    Sample("zip bomb inside a zip", "a.xlsx", nested_bomb, "UnpacksTooLarge"),
    Sample("thousands of parts", "a.docx", many_parts, "UnpacksTooLarge"),
    Sample("one name twice", "a.docx", twice_named, "DamagedFile"),
    Sample(
        "part that climbs out", "a.docx", lambda: changed(honest_docx(), add=[("../x.xml", b"<x/>")]), "DamagedFile"
    ),
    Sample("archive behind other bytes", "a.docx", lambda: b"GIF89a" + honest_docx(), "TwoFilesInOne"),
    Sample("archive with a tail", "a.docx", lambda: honest_docx() + b"%PDF-1.7 %%EOF", "TwoFilesInOne"),
    Sample(
        "macros in a Word file",
        "a.docx",
        lambda: changed(honest_docx(), add=[("word/vbaProject.bin", b"x")]),
        "MacroRefused",
    ),
    Sample("macro type", "a.docx", lambda: changed(honest_docx(), replace=[(TYPES, macro_type)]), "MacroRefused"),
    Sample(
        "Excel 4 macros",
        "a.xlsx",
        lambda: changed(honest_xlsx(), add=[("xl/macrosheets/s.xml", b"<x/>")]),
        "MacroRefused",
    ),
    Sample("ActiveX", "a.docx", lambda: changed(honest_docx(), add=[("word/activeX/a.bin", b"x")]), "MacroRefused"),
    Sample(
        "program inside a Word file",
        "a.docx",
        lambda: changed(honest_docx(), add=[("word/embeddings/a.exe", b"MZ")]),
        "ExecutableRefused",
    ),
    Sample(
        "billion laughs",
        "a.docx",
        lambda: changed(honest_docx(), replace=[("word/document.xml", LAUGHS)]),
        "DangerousMarkup",
    ),
    Sample(
        "external entity",
        "a.xlsx",
        lambda: changed(honest_xlsx(), replace=[("xl/workbook.xml", XXE)]),
        "DangerousMarkup",
    ),
    Sample(
        "entity in UTF-16",
        "a.docx",
        lambda: changed(honest_docx(), replace=[("word/document.xml", XXE.decode().encode("utf-16"))]),
        "DangerousMarkup",
    ),
    Sample(
        "entity in the type list", "a.docx", lambda: changed(honest_docx(), replace=[(TYPES, XXE)]), "DangerousMarkup"
    ),
    Sample(
        "remote template",
        "a.docx",
        lambda: changed(
            honest_docx(), replace=[(DOCUMENT_RELATIONS, related("attachedTemplate", "https://example.org/x.dotm"))]
        ),
        "RemoteTemplate",
    ),
    Sample(
        "remote object",
        "a.docx",
        lambda: changed(
            honest_docx(), replace=[(DOCUMENT_RELATIONS, related("oleObject", "mhtml:https://example.org/x"))]
        ),
        "RemoteTemplate",
    ),
    Sample(
        "remote workbook",
        "a.xlsx",
        lambda: changed(
            honest_xlsx(),
            replace=[("xl/_rels/workbook.xml.rels", related("externalLink", "file://server/share/x.xlsx"))],
        ),
        "RemoteTemplate",
    ),
    Sample("no type list", "a.docx", lambda: changed(honest_docx(), drop=[TYPES]), "ContentDiffersFromName"),
    Sample(
        "text instead of XML",
        "a.docx",
        lambda: changed(honest_docx(), replace=[("word/document.xml", b"hello")]),
        "DamagedFile",
    ),
    # pictures
    Sample("text as picture", "a.png", text(b"hello"), "ContentDiffersFromName"),
    Sample("JPEG as PNG", "a.png", honest_jpg, "ContentDiffersFromName"),
    Sample("PNG as JPEG", "a.jpg", honest_png, "ContentDiffersFromName"),
    Sample("PNG cut in half", "a.png", lambda: honest_png()[:-20], "TruncatedFile"),
    Sample("PNG with a wrong check sum", "a.png", lambda: honest_png().replace(b"IHDR\0", b"IHDR\1"), "DamagedFile"),
    Sample("PNG bomb", "a.png", png_bomb, "UnpacksTooLarge"),
    Sample("PNG with an archive behind", "a.png", lambda: honest_png() + archive(), "TwoFilesInOne"),
    Sample("PNG with text behind", "a.png", lambda: honest_png() + b"hidden words", "TwoFilesInOne"),
    Sample("JPEG cut in half", "a.jpg", lambda: honest_jpg()[:900], "TruncatedFile"),
    Sample("JPEG with an archive behind", "a.jpg", lambda: honest_jpg() + archive(), "TwoFilesInOne"),
    Sample("JPEG with a page behind", "a.jpg", lambda: honest_jpg() + b"<html><script>x</script>", "TwoFilesInOne"),
    Sample("JPEG of noise", "a.jpg", text(b"\xff\xd8\xff" + b"\x01" * 500 + b"\xff\xd9"), "DamagedFile"),
    # text, CSV, mail
    Sample("PDF as text", "a.txt", honest_pdf, "ContentDiffersFromName"),
    Sample("archive as CSV", "a.csv", archive, "ContentDiffersFromName"),
    Sample(
        "web page as text", "a.txt", text(b"\xef\xbb\xbf <!DOCTYPE html><script>x</script>"), "ContentDiffersFromName"
    ),
    Sample("drawing as Markdown", "a.md", text(b"<svg onload=x>"), "ContentDiffersFromName"),
    Sample("zero bytes in text", "a.txt", text(b"abc\0def"), "ContentDiffersFromName"),
    Sample("escape codes in text", "a.txt", text(b"abc\x1b[31mdef"), "ContentDiffersFromName"),
    Sample("unreadable letters", "a.csv", text(b"a,b\n\x81\x8d\x8f,c"), "ContentDiffersFromName"),
    Sample("no message", "a.eml", text(b"hello\nworld\n"), "ContentDiffersFromName"),
    Sample("message with a program", "a.eml", lambda: honest_mail("setup.exe"), "ExecutableRefused"),
    Sample("message with a script", "a.eml", lambda: honest_mail("invoice.js"), "ExecutableRefused"),
]

SAMPLES = [Sample(what, name, text(b"plain words"), refusal) for what, name, refusal in NAMES] + CONTENTS
