"""`manage.py read_agreement`: outlines without a database; one bad file does not stop the others."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

WORDS = (
    "ARTICLE 1 - RECOGNITION\n\nThe Town recognises the Guild.\n\fARTICLE 2 - DUES\n\nSection 1. Amount\nTen dollars.\n"
)


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "town-guild.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_json_gives_one_document_per_file(agreement: Path) -> None:
    out = StringIO()
    call_command("read_agreement", agreement, agreement, "--json", stdout=out)
    one, other = map(json.loads, out.getvalue().splitlines())
    assert one == other
    assert one == {
        "document": "town-guild.txt",
        "entries": [
            {"kind": "article", "number": "1", "title": "RECOGNITION", "page": 1, "offset": 0, "depth": 0},
            {"kind": "article", "number": "2", "title": "DUES", "page": 2, "offset": 57, "depth": 0},
            {"kind": "section", "number": "1", "title": "Amount", "page": 2, "offset": 75, "depth": 1},
        ],
    }


def test_the_outline_is_indented_and_names_the_page(agreement: Path) -> None:
    out = StringIO()
    call_command("read_agreement", agreement, stdout=out)
    assert out.getvalue().splitlines() == [
        "town-guild.txt",
        "  article 1  RECOGNITION  (page 1)",
        "  article 2  DUES  (page 2)",
        "    section 1  Amount  (page 2)",
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_printed(agreement: Path, tmp_path: Path) -> None:
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(b"%PDF-1.7 cut off")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("read_agreement", bad, agreement, "--json", stdout=out, stderr=err)
    assert (str(raised.value), raised.value.returncode) == ("1 of 2 files could not be read.", 1)
    assert err.getvalue().startswith(f"{bad}: The file ends before its end")
    assert json.loads(out.getvalue())["document"] == "town-guild.txt"


def test_a_file_without_headings_is_said_to_have_none(tmp_path: Path) -> None:
    plain = tmp_path / "letter.txt"
    plain.write_text("Dear all, this is only a letter to all of you.", encoding="utf-8")
    out = StringIO()
    call_command("read_agreement", plain, stdout=out)
    assert out.getvalue().splitlines()[1] == "  No article, section or clause was recognised."
