"""The clocks of the four real procedures, as an analyst can check them against the agreements, row by row."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from grievances.time_limits.rules import Choice, Happening
from tests.grievances.time_limits.procedures import ALL, ladder

ROWS = list(csv.DictReader((Path(__file__).parent / "procedures.csv").read_text().splitlines()))
WITHOUT_A_STEP = {Happening.OCCURRED, Happening.KNOWN}


def words_of(step, rule):
    named = []
    for trigger in rule.triggers:
        place = {None: step.sequence, 0: "preceding"}.get(trigger.step, trigger.step)
        named.append(trigger.kind if trigger.kind in WITHOUT_A_STEP else f"{trigger.kind} {place}")
    choice = "" if rule.choice is Choice.FIRST_KNOWN else f"{rule.choice}: "
    return choice + " / ".join(named)


@pytest.mark.parametrize("agreement", ALL)
def test_every_general_clock_stands_in_the_table(agreement):
    clocks = [
        {
            "agreement": agreement,
            "step": str(step.sequence),
            "kind": step.kind,
            "clock": rule.key,
            "side": rule.side,
            "n": str(rule.period.n),
            "unit": rule.period.unit,
            "from": words_of(step, rule),
            "last_day_closed": rule.period.roll,
            "lapse": rule.lapse,
        }
        for step in ladder(agreement).procedure.steps
        for rule in step.clocks
        if not rule.topics
    ]
    assert clocks == [row for row in ROWS if row["agreement"] == agreement]


def test_the_table_names_the_four_agreements_only():
    assert [name for name, _ in groupby(ROWS, key=lambda row: row["agreement"])] == list(ALL)
