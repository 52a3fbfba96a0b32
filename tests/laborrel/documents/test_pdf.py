"""Papers pass veraPDF twice over, print the same bytes again, and fetch nothing from outside."""

import base64
import io
import subprocess
import sys
from datetime import UTC, datetime

import pikepdf
import pytest

from laborrel.documents import pdf
from laborrel.documents.pdf import Attachment, OutsideResourceRefused, PaperTooLong, PrintingUnavailable, render_pdf
from tests.pdfcheck import assert_accessible_archive, failures, missing_reason

PAPER = """<!doctype html><html><head><title>wrong title</title>
<style>@page { @bottom-center { content: "Page " counter(page) " of " counter(pages) } }</style></head>
<body><h1>Answer at Step 1</h1><p>The grievance is <b>denied</b>.</p>
<h2>Reasons</h2><ul><li>Article 12 was followed.</li><li>Nobody lost pay.</li></ul>
<table><thead><tr><th scope="col">Day</th><th scope="col">Hours</th></tr></thead>
<tbody><tr><td>Mon 9 Mar 2026</td><td>8</td></tr></tbody></table>
<p><a href="https://example.org/rules">The rules</a></p></body></html>"""
DATA = Attachment(name="answer.json", content=b'{"step": 1}', description="The answer as data")
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def test_a_paper_is_pdf_ua_and_pdf_a_in_one_file():
    made = render_pdf(PAPER, title="Answer at Step 1", attachments=[DATA])
    assert_accessible_archive(made)


def test_the_checker_can_tell_a_bad_file():
    if reason := missing_reason():
        pytest.skip(reason)
    bare = io.BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(bare)
    assert failures(bare.getvalue(), "ua1") != {}
    assert failures(bare.getvalue(), "3a") != {}


def test_title_and_language_come_from_the_door():
    with pikepdf.open(io.BytesIO(render_pdf(PAPER, title="Answer at Step 1", lang="es-US"))) as paper:
        assert str(paper.docinfo["/Title"]) == "Answer at Step 1"
        assert str(paper.Root.Lang) == "es-US"
        assert bool(paper.Root.ViewerPreferences.DisplayDocTitle) is True


def test_the_data_travels_inside():
    with pikepdf.open(io.BytesIO(render_pdf(PAPER, title="Answer", attachments=[DATA]))) as paper:
        assert paper.attachments["answer.json"].get_file().read_bytes() == b'{"step": 1}'
        assert str(paper.Root.AF[0].AFRelationship) == "/Data"


def test_the_same_paper_prints_the_same_bytes_in_another_process():
    here = render_pdf(PAPER, title="Answer", attachments=[DATA])
    again = (
        "import sys; from tests.laborrel.documents.test_pdf import *;"
        "sys.stdout.buffer.write(render_pdf(PAPER, title='Answer', attachments=[DATA]))"
    )
    there = subprocess.run([sys.executable, "-c", again], capture_output=True, check=True).stdout
    assert there == here
    assert render_pdf(PAPER + " ", title="Answers", attachments=[DATA]) != here


def test_a_date_is_written_only_when_given():
    dated = render_pdf(PAPER, title="Answer", dated_at=datetime(2026, 3, 9, 17, 0, tzinfo=UTC))
    with pikepdf.open(io.BytesIO(dated)) as paper:
        assert str(paper.docinfo["/CreationDate"]) == "D:20260309170000Z"
    with pikepdf.open(io.BytesIO(render_pdf(PAPER, title="Answer"))) as paper:
        assert "/CreationDate" not in paper.docinfo
    assert_accessible_archive(dated)


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="https://packaged.invalid/paper/../settings/base.py">',
        '<img alt="x" src="https://packaged.invalid/paper/%2e%2e/%2e%2e/manage.py">',
        '<img alt="x" src="https://packaged.invalid/people/photo.png">',
        '<img alt="x" src="https://packaged.invalid.example/paper/x.png">',
        '<img alt="x" src="nothing-here.png">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<a rel="attachment" href="file:///etc/hostname">take it</a>',
        '<p style="background:url(file:///etc/hostname)">x</p>',
        '<style>@import url("ftp://127.0.0.1/x.css");</style>',
        "<style>@font-face{font-family:x;src:url(file:///etc/hostname)} p{font-family:x}</style><p>x</p>",
        '<object data="file:///etc/hostname">x</object>',
        '<embed src="gopher://127.0.0.1/x">',
    ],
)
def test_nothing_outside_is_fetched(markup):
    with pytest.raises(OutsideResourceRefused):
        render_pdf(PAPER.replace("</body>", f"{markup}</body>"), title="Hostile")


def test_a_picture_inside_the_paper_is_welcome():
    made = render_pdf(PAPER.replace("</body>", f'<img alt="One red dot" src="{PIXEL}"></body>'), title="With picture")
    assert_accessible_archive(made)


@pytest.mark.parametrize(
    "name", ["../base.css", "/etc/passwd", "https://example.org/x.css", "x.css/../../y.css", "X.CSS"]
)
def test_only_packaged_style_sheets_are_read(name):
    with pytest.raises(OutsideResourceRefused):
        render_pdf(PAPER, title="Answer", stylesheets=[name])


def test_packaged_style_sheets_and_their_relative_assets_are_read(tmp_path, monkeypatch):
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "dot.png").write_bytes(base64.b64decode(PIXEL.partition(",")[2]))
    (tmp_path / "paper" / "own.css").write_text("@page { size: 4in 6in } body { background: url(dot.png) }")
    monkeypatch.setattr(pdf, "_STATIC", tmp_path)
    with pikepdf.open(io.BytesIO(render_pdf(PAPER, title="Answer", stylesheets=["own.css"]))) as paper:
        assert [float(side) for side in paper.pages[0].MediaBox] == [0, 0, 288, 432]


def test_a_link_out_of_the_asset_folder_is_not_followed(tmp_path, monkeypatch):
    (tmp_path / "paper").mkdir()
    (tmp_path / "secret.css").write_text("p { color: red }")
    (tmp_path / "paper" / "own.css").symlink_to(tmp_path / "secret.css")
    monkeypatch.setattr(pdf, "_STATIC", tmp_path)
    with pytest.raises(OutsideResourceRefused):
        render_pdf(PAPER, title="Answer", stylesheets=["own.css"])


def test_a_paper_without_a_title_is_refused():
    with pytest.raises(ValueError, match="title"):
        render_pdf(PAPER, title="  ")


def test_a_paper_has_a_longest_length():
    long = PAPER.replace("</body>", '<p style="break-before:page">x</p>' * 3 + "</body>")
    assert len(pikepdf.open(io.BytesIO(render_pdf(long, title="Long"))).pages) == 4
    with pytest.raises(PaperTooLong, match="4 pages; at most 3"):
        render_pdf(long, title="Long", longest=3)
    with pytest.raises(PaperTooLong):
        render_pdf("x" * 20_000_001, title="Long")


def test_a_machine_without_pango_is_told_what_to_type(monkeypatch):
    def no_library(name, *arguments, **options):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real_import(name, *arguments, **options)

    import builtins

    real_import = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", no_library)
    with pytest.raises(PrintingUnavailable, match="apt-get install -y libpango"):
        pdf._Printer()
