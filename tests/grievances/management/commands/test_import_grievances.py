"""The command: what it prints, what it writes, how it ends."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from grievances.log_reading.columns import guessed
from grievances.models import Grievance
from laborrel.access.wall import reading_as
from laborrel.documents.uploaded_rows import read_rows
from tests.factories.grievances import agreement_of, code_lists
from tests.factories.logs import CLOSED, OPEN, RECEIVED, as_csv, as_xlsx
from tests.factories.office import SmallOffice

DOCS = Path(__file__).resolve().parents[4] / "docs"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring(office: SmallOffice):
    code_lists()
    agreement_of(office.clerical)
    with time_machine.travel(datetime(2026, 3, 9, 17, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def log(tmp_path):
    def written(rows, name="log.csv", headings=None) -> str:
        path = tmp_path / name
        write = as_xlsx if name.endswith("xlsx") else as_csv
        path.write_bytes(write(rows, headings) if headings else write(rows))
        return str(path)

    return written


def run(*words: str, capsys) -> tuple[int, str]:
    try:
        call_command("import_grievances", *words)
    except SystemExit as ended:
        return int(ended.code or 0), capsys.readouterr().out
    return 0, capsys.readouterr().out


def count(office: SmallOffice) -> int:
    with reading_as(office.holder):
        return Grievance.objects.visible_to(office.holder).count()


def test_a_dry_run_tells_and_writes_nothing(office: SmallOffice, log, capsys) -> None:
    code, said = run(log([CLOSED, OPEN, RECEIVED]), "--as", "holder@example.test", "--dry-run", capsys=capsys)
    assert (code, count(office)) == (0, 0)
    assert said.splitlines() == [
        "3 lines: 3 new, 0 unchanged, 0 differing, 0 with faults.",
        "A dry run: nothing was written.",
    ]


def test_a_run_writes_and_a_second_one_does_not(office: SmallOffice, log, capsys) -> None:
    run(log([CLOSED, OPEN]), "--as", "HOLDER@example.test", capsys=capsys)
    code, said = run(log([CLOSED, OPEN], "again.xlsx"), "--as", "holder@example.test", capsys=capsys)
    assert (code, count(office)) == (0, 2)
    assert said.splitlines()[0] == "2 lines: 0 new, 2 unchanged, 0 differing, 0 with faults."


def test_faults_are_exact_and_the_code_is_one(office: SmallOffice, log, capsys) -> None:
    code, said = run(log([OPEN, CLOSED | {"Department": "Parcs"}]), "--as", "holder@example.test", capsys=capsys)
    assert (code, count(office)) == (1, 0)
    assert said.splitlines() == [
        "Line 3, Department: “Parcs” is no department of this office. Did you mean Parks?",
        "2 lines: 1 new, 0 unchanged, 0 differing, 1 with faults.",
        "Nothing was taken in. Correct the faults in the log and run it again.",
    ]


def test_json_says_the_same_for_machines(office: SmallOffice, log, capsys) -> None:
    code, said = run(log([RECEIVED]), "--as", "holder@example.test", "--json", capsys=capsys)
    found = json.loads(said)
    assert (code, found["taken_in"], found["lines"], found["new"], found["findings"]) == (0, True, 1, 1, [])


def test_a_mapping_names_the_columns_the_guess_misses(office: SmallOffice, log, tmp_path, capsys) -> None:
    headings = ["Their reference", "Unit", "Received"]
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"Their reference": "number"}))
    path = log([RECEIVED | {"Their reference": "X-1"}], headings=headings)
    assert run(path, "--as", "holder@example.test", capsys=capsys)[0] == 1
    assert run(path, "--as", "holder@example.test", "--map", str(mapping), capsys=capsys)[0] == 0
    assert count(office) == 1


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ('{"Unit": "shoe"}', "takes “Unit” for “shoe”"),
        ('{"Nowhere": "unit"}', "a column “Nowhere”"),
        ('{"Unit": "number", "Number": "number"}', "are taken for Number"),
        ("[1]", "must look like"),
        ("{", "cannot be read"),
    ],
)
def test_a_wrong_mapping_is_refused_in_words(office: SmallOffice, log, tmp_path, mapping, says) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(mapping)
    with pytest.raises(CommandError, match=says):
        call_command("import_grievances", log([RECEIVED]), "--as", "holder@example.test", "--map", str(path))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.csv", b"", "is empty"),
        ("log.pdf", b"%PDF-1.7", "Rows are read from Excel"),
        (None, b"", "cannot be opened"),
    ],
)
def test_a_file_that_is_no_log_is_refused_by_name(office: SmallOffice, tmp_path, name, content, says) -> None:
    path = tmp_path / (name or "missing.csv")
    if name:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=says):
        call_command("import_grievances", str(path), "--as", "holder@example.test")


@pytest.mark.parametrize(
    ("email", "says"), [("nobody.at.all@example.test", "has an open account"), ("supervisor@example.test", "may not")]
)
def test_only_somebody_who_may_can_take_a_log_in(office: SmallOffice, log, email, says) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("import_grievances", log([RECEIVED]), "--as", email)


def test_the_sample_log_is_the_same_in_both_files_and_every_column_is_known() -> None:
    book = read_rows((DOCS / "sample-grievance-log.xlsx").read_bytes(), name="sample.xlsx")
    with (DOCS / "sample-grievance-log.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert [heading for heading, key in guessed(book.headings).items() if not key] == ["Remarks"]
    assert {row["Remarks"] for row in lines} == {"Invented for practice"}
    assert [[_shown(row[heading]) for heading in book.headings] for row in book.rows] == [
        list(line.values()) for line in lines
    ]


def _shown(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)
