"""Every trigger, roll and lapse of the shipped procedures has plain words."""

import re

import pytest

from contracts.models import StepClock
from contracts.operations.entering import shipped_agreements
from contracts.procedure_words import EVENTS, LAPSES, clock_words, trigger_words
from grievances.time_limits.rules import Happening, Lapse

NAMES = {1: "Step 1", 2: "Step 2"}
CLOCKS = [
    clock
    for data in shipped_agreements().values()
    for step in data["procedure"]["steps"]
    for clock in step.get("clocks", [])
]


def test_every_event_a_clock_may_start_with_has_words():
    ends = {"skipped", "reverted", "granted", "settled", "withdrawn", "closed"}
    assert {each.value for each in Happening} - ends == set(EVENTS)


def test_every_lapse_has_words():
    assert {each.value for each in Lapse} == set(LAPSES)


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: f"{clock['key']}-{clock['article']}")
def test_no_shipped_clock_speaks_in_code(clock):
    row = StepClock(period=clock["period"], triggers=clock["triggers"], choice=clock.get("choice", "first_known"))
    words = clock_words(row, NAMES)
    assert re.search(r"[a-z]_[a-z]|\bNone\b", words) is None
    assert re.match(r"\d+ (calendar|business|school|scheduled)", words)


@pytest.mark.parametrize(
    ("period", "triggers", "choice", "words"),
    [
        ({"n": 10, "unit": "business"}, [{"kind": "filed"}], "first_known", "10 business days from the filing"),
        (
            {"n": 20, "roll": "stays"}, [{"kind": "occurred"}, {"kind": "known"}], "later",
            "20 calendar days from the event or, if later, the day it was known; a closed last day stands",
        ),
        (
            {"n": 5, "direction": "backward", "first_day": "include"}, [{"kind": "hearing_closed"}], "first_known",
            "5 calendar days before the close of the hearing; that day counted as the first",
        ),
    ],
)  # fmt: skip
def test_a_time_limit_in_plain_words(period, triggers, choice, words):
    assert clock_words(StepClock(period=period, triggers=triggers, choice=choice), NAMES) == words


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ({"kind": "answer_issued", "step": 1}, "the day the answer was given (Step 1)"),
        ({"kind": "answer_issued", "step": 0}, "the day the answer was given (preceding step)"),
        ({"kind": "answer_issued", "step": 9}, "the day the answer was given (step 9)"),
        (
            {"kind": "filing_received", "unless": "presentation_requested"},
            "receipt of the filing, unless there is the request to present the grievance",
        ),
    ],
)
def test_a_trigger_in_plain_words(trigger, words):
    assert trigger_words(trigger, NAMES) == words
