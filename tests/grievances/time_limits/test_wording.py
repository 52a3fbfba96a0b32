"""What a lapse does, as it reads in a sentence."""

from datetime import date

import pytest

from grievances.time_limits.rules import ClockKind, Lapse, Side, Step, StepKind
from grievances.time_limits.standing import Clock, ClockState
from grievances.time_limits.wording import effect_of

ON = date(2026, 3, 16)
ANSWER = Clock(
    step=2, key="answer", kind=ClockKind.ANSWER, side=Side.OURS, who="the chief", act="answer in writing",
    state=ClockState.RUNNING, lapse=Lapse.RIGHT_TO_ADVANCE, due_on=ON, judged_on=ON, safe_on=ON,
)  # fmt: skip


@pytest.mark.parametrize(
    ("onward", "goal"),
    [
        (Step(3, "Step 3, Chief of Police review", StepKind.WRITTEN), "Step 3, Chief of Police review"),
        (Step(3, "Arbitration", StepKind.ARBITRATION), "arbitration"),
        (None, "a forum outside the agreement"),
    ],
)
def test_where_the_grievance_may_go_reads_in_a_sentence(onward, goal):
    assert effect_of(ANSWER, None, onward, starts_silently=False) == (
        "The chief must answer in writing by Mon 16 Mar 2026. Otherwise: "
        f"The union may take the grievance to {goal}; no time limit runs against it until an answer is given."
    )
