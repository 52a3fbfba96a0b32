"""Every hostile file is refused by its own name and sentence; every honest one is kept; odd ones carry a note."""

import io

import pikepdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from laborrel.documents import refusals
from laborrel.documents.inspection import KINDS, checked_name, fingerprint, inspect_file
from laborrel.documents.inspection.names import EXTENSIONS
from laborrel.documents.inspection.office_traces import docx_metadata_warnings, without_authors
from laborrel.documents.refusals import FileRefused
from tests.laborrel.documents import hostile_files
from tests.laborrel.documents.hostile_files import HONEST, SAMPLES, changed, honest_docx, honest_pdf, honest_xlsx, saved


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.what for sample in SAMPLES])
def test_a_hostile_file_is_refused_by_name(sample):
    with pytest.raises(FileRefused) as refused:
        inspect_file(sample.name, sample.build())
    assert type(refused.value).__name__ == sample.refusal
    assert str(refused.value).endswith(".")


def test_the_collection_is_large_and_uses_every_refusal_of_inspection():
    elsewhere = {"UnknownEncoding", "NoHeadings", "TooManyRows", "TooManyColumns", "TooManySheets", "SheetMissing"}
    elsewhere |= {"FormulaNeverCalculated", "CellTooLong", "FileRefused"}
    names = {name for name, kind in vars(refusals).items() if isinstance(kind, type)}
    assert len(SAMPLES) >= 60
    assert {sample.refusal for sample in SAMPLES} == names - elsewhere


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_kept_without_remarks(name):
    content = HONEST[name]()
    kept = inspect_file(name, content)
    assert (kept.name, kept.size, kept.notes) == (name, len(content), ())
    assert kept.sha256 == fingerprint(content)
    assert kept.media_type == KINDS[kept.extension].media_type


def test_every_extension_has_a_kind():
    assert set(KINDS) == EXTENSIONS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" a.txt ", "a.txt"), ("Pen\u0303a.PDF", "Peña.PDF"), ("Smith, J. (v1.2).docx", "Smith, J. (v1.2).docx")],
)
def test_names_are_kept_in_one_normal_form(typed, kept):
    assert checked_name(typed)[0] == kept


def pdf_with(change):
    paper = pikepdf.new()
    paper.add_blank_page()
    change(paper)
    return saved(paper)


def script(paper):
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def script_far_down(paper):
    action = paper.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=paper.make_stream(b"app.alert(1)")))
    paper.pages[0].AA = pikepdf.Dictionary(O=action)


def launch(paper):
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))


def send(paper):
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F=pikepdf.String("http://example.org"))


def embed(paper):
    paper.attachments["a.txt"] = b"hello"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (script, "script (JavaScript)"),
        (script_far_down, "script (JavaScript)"),
        (launch, "start a program"),
        (send, "send what is typed"),
        (embed, "Other files are embedded"),
    ],
)
def test_what_a_pdf_can_do_is_told(change, words):
    (note,) = inspect_file("a.pdf", pdf_with(change)).notes
    assert words in note


def test_a_slightly_broken_pdf_is_kept_and_told():
    content = honest_pdf()
    broken = content.replace(b"startxref\n", b"startxref\n1")
    assert inspect_file("a.pdf", broken).notes == (
        "This PDF is slightly damaged; programs mend it when they open it. Check that every page is there.",
    )


def word_file(author="", body=None):
    paper = Document()
    paper.core_properties.author = author
    paper.add_paragraph("The grievance is denied.")
    content = saved(paper)
    return content if body is None else changed(content, replace=[("word/document.xml", body)])


def before_end(markup):
    return lambda held: held.replace(b"</w:body>", markup + b"</w:body>")


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (word_file("Ada Peña"), "The file names its authors or their organization: Ada Peña."),
        (word_file(body=before_end(b'<w:p><w:ins w:author="x"/></w:p>')), "The file contains tracked changes."),
        (word_file(body=before_end(b"<w:p><w:rPr><w:vanish/></w:rPr></w:p>")), "The file contains hidden text."),
        (changed(honest_docx(), add=[("word/comments.xml", b"<x/>")]), "The file contains comments."),
        (
            word_file(body=before_end(b"<w:instrText>DDEAUTO c:\\\\x</w:instrText>")),
            "This file can ask another program for data (DDE). Do not allow it to.",
        ),
        (
            changed(honest_docx(), add=[("word/embeddings/a.xlsx", b"x")]),
            "Other files are embedded in this file.",
        ),
    ],
)
def test_traces_in_a_word_file_are_told(content, note):
    assert inspect_file("a.docx", content).notes == (note,)


def test_hidden_sheets_are_told():
    content = changed(honest_xlsx(), replace=[("xl/workbook.xml", lambda held: held.replace(b"visible", b"hidden"))])
    assert inspect_file("a.xlsx", content).notes == ("The workbook has hidden sheets.",)


def test_authors_are_taken_out_of_a_published_copy():
    content = word_file("Ada Peña")
    assert docx_metadata_warnings(content) == ["The file names its authors or their organization: Ada Peña."]
    published = without_authors(content)
    assert docx_metadata_warnings(published) == []
    assert "Peña".encode() not in published
    assert Document(io.BytesIO(published)).paragraphs[0].text == "The grievance is denied."


def test_formula_cells_in_csv_are_told_and_numbers_are_not():
    told = inspect_file("a.csv", b"A,B\n=cmd|' /C calc'!A0,1\n").notes
    assert told == ("Some cells begin like formulas (=, +, -, @). Excel would run them; open the file with care.",)
    assert inspect_file("a.csv", b"A,B\n-5,+1.50\n").notes == ()


def test_a_picture_that_tells_where_it_was_taken():
    made = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (8, 8)).save(made, "JPEG", exif=exif)
    assert inspect_file("a.jpg", made.getvalue()).notes == (
        "The picture says where it was taken (GPS). Remove that before it leaves the office.",
    )


def test_reading_order_marks_in_text_are_told():
    assert inspect_file("a.txt", "a\u202eb".encode()).notes == (
        "The text contains marks that reverse its reading order.",
    )


def test_attached_files_of_a_message_are_counted():
    assert inspect_file("a.eml", hostile_files.honest_mail("letter.pdf")).notes == (
        "The e-mail carries 1 attached file.",
    )


def test_the_agency_may_bring_its_own_scanner():
    with pytest.raises(refusals.VirusFound, match=r"stopped this file: Worm\.X"):
        inspect_file("a.txt", b"plain", scan=lambda content: "Worm.X")
    assert inspect_file("a.txt", hostile_files.EICAR, scan=lambda content: "").size == 68


def outcome(name, content):
    try:
        inspect_file(name, content)
    except FileRefused as refused:
        return str(refused)
    return "kept."


ALL_HONEST = {name: build() for name, build in HONEST.items()}


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(ALL_HONEST)),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=5),
    st.floats(0, 1),
)
def test_a_file_with_any_bytes_changed_or_cut_is_kept_or_refused_by_name(name, changes, cut):
    content = bytearray(ALL_HONEST[name])
    for place, byte in changes:
        content[int(place * len(content))] = byte
    assert outcome(name, bytes(content)).endswith(".")
    assert outcome(name, bytes(content[: int(cut * len(content))])).endswith(".")


@settings(max_examples=300)
@given(st.sampled_from(sorted(EXTENSIONS)), st.binary(max_size=300))
def test_any_bytes_under_any_name_are_kept_or_refused_by_name(extension, content):
    assert outcome(f"a.{extension}", content).endswith(".")


@given(st.text(max_size=230))
def test_any_name_is_kept_or_refused_by_name(name):
    assert outcome(name + ".txt", b"plain words").endswith(".")
