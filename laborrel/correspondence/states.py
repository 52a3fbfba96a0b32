"""The life of a letter."""

from laborrel.lifecycle import Lifecycle, Transition

LETTER = Lifecycle(
    "letter",
    {
        "draft": "Draft",
        "in_review": "In review",
        "approved": "Approved",
        "issued": "Issued",
        "withdrawn": "Withdrawn",
    },
    (
        Transition("submit", "draft", "in_review", "correspondence.draft_letter"),
        Transition("take_back", "in_review", "draft", "correspondence.draft_letter"),
        Transition("return", ["in_review", "approved"], "draft", "correspondence.review_letter"),
        Transition("approve", "in_review", "approved", "correspondence.approve_letter"),
        Transition("issue", "approved", "issued", "correspondence.issue_letter"),
        Transition("withdraw", ["draft", "in_review", "approved"], "withdrawn", "correspondence.draft_letter"),
    ),
)
