"""Where in a step a grievance is, and which verbs move it. The ladder itself is the procedure's data."""

from laborrel.lifecycle import Lifecycle, Transition

_LIVE = ("filed", "answered", "at_arbitration")

GRIEVANCE = Lifecycle(
    name="grievance",
    states={
        "received": "Received",
        "filed": "Waiting for our answer",
        "answered": "Answered",
        "at_arbitration": "Referred to arbitration",
        "closed": "Closed",
    },
    transitions=(
        Transition("file", "received", "filed", "grievances.file_grievance"),
        Transition("screen", "filed", "filed", "grievances.work_grievance"),
        Transition("record_meeting", "filed", "filed", "grievances.work_grievance"),
        Transition("answer", "filed", "answered", "grievances.answer_grievance"),
        Transition("appeal", "answered", "filed", "grievances.work_grievance"),
        Transition("advance", "filed", "filed", "grievances.work_grievance"),
        Transition("skip", ("filed", "answered"), "filed", "grievances.work_grievance"),
        Transition("revert", ("filed", "answered"), "filed", "grievances.work_grievance"),
        Transition("refer", ("filed", "answered"), "at_arbitration", "grievances.work_grievance"),
        Transition("settle", _LIVE, "closed", "grievances.settle_grievance"),
        Transition("withdraw", ("received", *_LIVE), "closed", "grievances.work_grievance"),
        Transition("close", ("received", *_LIVE), "closed", "grievances.work_grievance"),
    ),
)

SETTLEMENT = Lifecycle(
    name="settlement",
    states={
        "proposed": "Proposed",
        "approved": "Approved",
        "signed": "Signed",
        "paid": "Paid",
        "refused": "Refused",
    },
    transitions=(
        Transition("approve", "proposed", "approved", "grievances.approve_settlement"),
        Transition("refuse", "proposed", "refused", "grievances.approve_settlement"),
        Transition("sign", "approved", "signed", "grievances.settle_grievance"),
        Transition("record_payment", "signed", "paid", "grievances.settle_grievance"),
    ),
)
