"""Word files: styles, tables, page breaks and the numbers Word counts by itself."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from contracts.agreement_files import pages_of_bytes
from contracts.agreement_files.word_numbers import in_style
from contracts.clause_text.reading import read


def saved(document: object) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def number(paragraph: object, depth: int) -> None:
    """Make Word count this paragraph in the list 77."""
    properties = paragraph._p.get_or_add_pPr()
    counted = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(depth)), ("w:numId", "77")):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        counted.append(child)
    properties.append(counted)


def define_list(document: object, levels: list[tuple[str, str]]) -> None:
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (style, pattern) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", pattern)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    listed = OxmlElement("w:num")
    listed.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    listed.append(link)
    root.append(listed)


def test_automatic_numbers_are_read_as_word_shows_them() -> None:
    document = Document()
    define_list(document, [("upperRoman", "ARTICLE %1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")])
    for depth, words in ((0, "Recognition"), (1, "Unit."), (2, "clerks"), (2, "drivers"), (0, "Dues"), (1, "Amount.")):
        number(document.add_paragraph(words), depth)
    (page,) = pages_of_bytes("counted.docx", saved(document))
    assert [row for row in page.text.split("\n") if row] == [
        "ARTICLE I. Recognition",
        "I.1 Unit.",
        "(a) clerks",
        "(b) drivers",
        "ARTICLE II. Dues",
        "II.1 Amount.",
    ]


def test_number_styles() -> None:
    styles = ("decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter")
    assert [in_style(28, style) for style in styles] == ["28", "28", "XXVIII", "xxviii", "BB", "bb"]


def test_tables_keep_their_rows_and_page_breaks_part_pages() -> None:
    document = Document()
    document.add_paragraph("ARTICLE 1 - PAY OF CLERKS")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Clerk", "20.00"
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("ARTICLE 2 - LEAVE OF CLERKS")
    pages = pages_of_bytes("table.docx", saved(document))
    assert "Clerk    20.00" in pages[0].text
    assert [(entry.number, entry.page) for entry in read(pages).entries] == [("1", 1), ("2", 2)]


def test_heading_styles_name_unnumbered_parts() -> None:
    document = Document()
    document.add_paragraph("ARTICLE 1 - PAY", style="Heading 1")
    document.add_paragraph("The pay of all clerks follows.")
    document.add_paragraph("Y-Rate Schedule", style="Heading 2")
    document.add_paragraph("The rates of all clerks follow.")
    document.add_paragraph("ARTICLE 2 - LEAVE", style="Heading 1")
    entries = read(pages_of_bytes("styled.docx", saved(document))).entries
    assert [(entry.kind, entry.title, entry.depth) for entry in entries] == [
        ("article", "PAY", 0),
        ("heading", "Y-Rate Schedule", 1),
        ("article", "LEAVE", 0),
    ]
