"""A procedure is data: it reads back unchanged, and rows that make no ladder are refused."""

import json

import pytest

from grievances.time_limits.facts import AgreedExtension, Event, Facts, Hold
from grievances.time_limits.rules import Happening, Procedure, UnusableProcedure
from laborrel.workdays.plain_data import UnreadableData
from tests.grievances.time_limits.procedures import ALL, FOLDER, LOS_ANGELES, day, ladder

STEP = {"sequence": 1, "name": "Step 1", "kind": "written"}
CLOCK = {
    "key": "file",
    "kind": "file",
    "side": "theirs",
    "act": "file",
    "period": {"n": 10},
    "triggers": [{"kind": "known"}],
}


@pytest.mark.parametrize("agreement", ALL)
def test_a_real_procedure_reads_back_unchanged(agreement):
    procedure = ladder(agreement).procedure
    assert Procedure.from_data(json.loads(json.dumps(procedure.as_data()))) == procedure


@pytest.mark.parametrize("agreement", ALL)
def test_an_agreement_file_says_whether_its_clauses_are_quoted(agreement):
    data = json.loads((FOLDER / f"{agreement}.json").read_text())
    assert sorted(data) == ["agreement", "calendar", "clauses", "holidays", "procedure"]
    assert ("CC0" in data["agreement"]["source"]) is data["agreement"]["is_verbatim"]
    assert data["agreement"]["title"] == data["procedure"]["agreement"]


@pytest.mark.parametrize(
    "rows",
    [
        {"steps": []},
        {"steps": [{**STEP, "sequence": 2}, STEP]},
        {"steps": [STEP, STEP]},
        {"steps": [{**STEP, "clocks": [CLOCK, CLOCK]}]},
        {"steps": [{**STEP, "clocks": [{**CLOCK, "triggers": []}]}]},
        {"steps": [{**STEP, "clocks": [{**CLOCK, "triggers": [{"kind": "filed", "step": 4}]}]}]},
        {"steps": [{**STEP, "clocks": [{**CLOCK, "replaces": "appeal"}]}]},
        {"steps": [STEP], "start_steps": [{"topic": "discharge", "sequence": 3}]},
    ],
)
def test_rows_that_make_no_ladder_are_refused(rows):
    with pytest.raises(UnusableProcedure):
        Procedure.from_data({"agreement": "test", "articles": "1", **rows})


def test_an_unknown_column_is_named():
    with pytest.raises(UnreadableData, match=r"Procedure\.steps: unknown entry colour"):
        Procedure.from_data({"agreement": "test", "articles": "1", "steps": [{**STEP, "colour": "red"}]})


def test_the_facts_of_a_case_read_back_unchanged():
    facts = Facts(
        occurred_on=day("2026-03-02"),
        topics=("discharge",),
        events=(Event(Happening.FILED, day("2026-03-04"), 1, received_on=day("2026-03-05"), method="mail"),),
        extensions=(AgreedExtension(1, "answer", day("2026-03-10"), more_days=5, is_proven=False),),
        holds=(Hold(day("2026-03-11")),),
    )
    assert Facts.from_data(json.loads(json.dumps(facts.as_data()))) == facts


def test_what_is_derived_cannot_be_recorded():
    with pytest.raises(ValueError, match="derived"):
        Event(Happening.ANSWER_DUE, day("2026-03-02"), 1)


@pytest.mark.parametrize("lengths", [{}, {"to_on": day("2026-03-20"), "more_days": 5}])
def test_an_extension_is_to_a_date_or_by_days(lengths):
    with pytest.raises(ValueError, match="either"):
        AgreedExtension(1, "answer", day("2026-03-10"), **lengths)


def test_a_step_is_found_by_its_number():
    procedure = ladder(LOS_ANGELES).procedure
    assert (procedure.step(4).name, procedure.following(4).sequence, procedure.following(5)) == (
        "Step 4, Police Commission review",
        5,
        None,
    )
    with pytest.raises(KeyError):
        procedure.step(9)
