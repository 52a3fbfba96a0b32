"""The clock on the command line: every case gets its line, a faulty one spoils only its own."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

GOOD = {
    "id": "A",
    "rule_params": {"n": 7},
    "trigger": {"event": "answer received", "date": "2024-12-18"},
    "calendar": {"holidays": [{"date": "2024-12-25", "name": "Christmas Day"}]},
}
FAULTY = {**GOOD, "id": "B", "rule_params": {"n": 7, "colour": "red"}}


def run(cases, tmp_path, *options):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases))
    said = io.StringIO()
    try:
        call_command("clock", str(path), *options, stdout=said)
    except CommandError as refusal:
        return said.getvalue(), refusal
    return said.getvalue(), None


def test_one_json_line_per_case(tmp_path):
    said, refusal = run({"cases": [GOOD, {**GOOD, "id": "C"}]}, tmp_path, "--json")
    lines = [json.loads(line) for line in said.splitlines()]
    assert [(line["id"], line["due_date"], line["flags"]) for line in lines] == [
        ("A", "2024-12-25", ["last_day_is_holiday", "contract_silent_on_roll"]),
        ("C", "2024-12-25", ["last_day_is_holiday", "contract_silent_on_roll"]),
    ]
    assert (list(lines[0]), refusal) == (["id", "due_date", "flags", "explanation"], None)


def test_a_faulty_case_is_named_and_the_others_are_still_told(tmp_path):
    said, refusal = run([FAULTY, GOOD, "nonsense"], tmp_path, "--json")
    lines = [json.loads(line) for line in said.splitlines()]
    assert lines[0] == {"id": "B", "error": "rule_params: unknown parameter colour."}
    assert (lines[1]["due_date"], lines[2]["id"]) == ("2024-12-25", "case 3")
    assert (str(refusal), refusal.returncode) == ("2 of the cases could not be worked out.", 1)


def test_the_text_form_reads_as_sentences(tmp_path):
    said, _ = run([GOOD], tmp_path)
    assert said.splitlines()[0] == "A  due Wed 25 Dec 2024  [last_day_is_holiday, contract_silent_on_roll]"
    assert "    The count runs from answer received on Wed 18 Dec 2024." in said.splitlines()


def test_a_file_that_is_missing_or_no_json_is_refused(tmp_path):
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "empty.json").write_text("{}")
    for name in ("absent.json", "broken.json", "empty.json"):
        with pytest.raises(CommandError):
            call_command("clock", str(tmp_path / name))
