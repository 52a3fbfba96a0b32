"""The states say only where in a step a case is; every verb that changes one stands in the table."""

import re
from pathlib import Path

import pytest

from grievances import operations
from grievances.models import Grievance, Settlement
from grievances.states import GRIEVANCE, SETTLEMENT
from laborrel.access.permissions import named

LIVE = {"filed", "answered", "at_arbitration"}


def test_where_each_state_leads():
    assert {state: GRIEVANCE.verbs_from(state) for state in GRIEVANCE.states} == {
        "received": ("file", "withdraw", "close"),
        "filed": (
            "screen", "record_meeting", "answer", "advance", "skip", "revert", "refer", "settle", "withdraw", "close",
        ),
        "answered": ("appeal", "skip", "revert", "refer", "settle", "withdraw", "close"),
        "at_arbitration": ("settle", "withdraw", "close"),
        "closed": (),
    }  # fmt: skip
    assert GRIEVANCE.final_states == ("closed",)


def test_money_is_paid_only_after_it_was_approved_and_signed():
    assert [SETTLEMENT.verbs_from(state) for state in SETTLEMENT.states] == [
        ("approve", "refuse"),
        ("sign",),
        ("record_payment",),
        (),
        (),
    ]


@pytest.mark.parametrize("lifecycle", [GRIEVANCE, SETTLEMENT], ids=lambda found: found.name)
def test_every_act_names_a_declared_permission(lifecycle):
    assert all(named(act.permission).sentence for act in lifecycle.transitions)


def test_the_models_know_the_same_states():
    assert dict(Grievance._meta.get_field("state").choices) == dict(GRIEVANCE.states)
    assert dict(Settlement._meta.get_field("state").choices) == dict(SETTLEMENT.states)


def test_every_verb_that_changes_a_state_asks_the_table():
    code = "\n".join(path.read_text() for path in Path(operations.__path__[0]).glob("*.py"))
    asked = set(re.findall(r'(?:GRIEVANCE|SETTLEMENT)\.(?:after|transition)\(\s*"(\w+)"', code))
    by_name = {"skip", "revert", "withdraw", "settle", "close"}  # handed on to a shared part by their name
    declared = {act.verb for lifecycle in (GRIEVANCE, SETTLEMENT) for act in lifecycle.transitions}
    assert declared - by_name <= asked
    assert asked <= declared


def test_no_state_is_written_past_the_table():
    for path in Path(operations.__path__[0]).glob("*.py"):
        assert not re.search(r'grievance\.state = "', path.read_text()), path.name
