"""The deadline tables an analyst could sign: every published or worked due date comes out as written."""

import csv
import json
from pathlib import Path

import pytest

from grievances.time_limits.case_format import work_out

HERE = Path(__file__).parent
CASES = json.loads((HERE / "deadlines.json").read_text())["cases"]
WORKED = list(csv.DictReader((HERE / "worked_due_dates.csv").read_text().splitlines()))
NOT_AN_ANSWER = {"weekday", "filed"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_or_derived_deadline_comes_out_as_written(case):
    expected = dict(case["expected"])
    flags = expected.pop("flags", [])
    result = work_out(case)
    assert (result.due_on.isoformat(), list(result.flags)) == (expected.pop("due_date"), flags)
    further = {name: value for name, value in expected.items() if name not in NOT_AN_ANSWER}
    assert {name: result.explanation.get(name) for name in further} == further


def test_the_table_is_whole():
    assert (len(CASES), len(WORKED)) == (49, 9)


@pytest.mark.parametrize("row", WORKED, ids=lambda row: f"{row['agreement'][:12]} {row['event']}")
def test_a_worked_due_date_of_the_four_agreements(row):
    holidays = [day.strip().split(" ", 1) for day in row["holidays"].split(";") if day.strip()]
    case = {
        "id": row["event"],
        "rule_params": {"n": int(row["n"]), "unit": row["unit"], "roll": row["last_day_closed"]},
        "trigger": {"event": row["event"], "date": row["event_on"]},
        "calendar": {"weekend": ["Sat", "Sun"], "holidays": [{"date": day, "name": name} for day, name in holidays]},
    }
    result = work_out(case)
    assert (result.due_on.isoformat(), result.flags) == (row["due_on"], ())
