"""How an invented case goes: each story is a list of acts with the moments at which they are done.

A story yields the moment of its next act and then does it. The scheduler runs all stories side by side in the order of
time; a moment that has not come yet ends the story, and the case simply stands where it stands.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from grievances.demonstration.hands import Hands

Story = Iterator[datetime]
Telling = Callable[[Hands], Story]

LATE_WORDS = (
    "The event was known more than six weeks before the filing, and the agreement allows far less. "
    "The grievance is untimely and was not excused by any agreement between the parties."
)


# ---------------------------------------------------------------------------------- beginnings


def arrives(hands: Hands) -> Story:
    yield hands.at
    hands.receive()


def files(hands: Hands) -> Story:
    yield from arrives(hands)
    hands.file()


def _answered_at_1(hands: Hands) -> Story:
    yield from files(hands)
    hands.at = yield hands.before_due(1, 4)
    hands.answer("denied")


def _at_2(hands: Hands) -> Story:
    yield from _answered_at_1(hands)
    hands.at = yield hands.before_due(1, 6)
    hands.appeal()


def _met_at_2(hands: Hands) -> Story:
    yield from _at_2(hands)
    hands.at = yield hands.later(1, 4)
    hands.screen()
    hands.meet()


def _answered_at_2(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.at = yield hands.before_due(0, 2)
    hands.answer("denied")


# ---------------------------------------------------------------------------------- endings at Step 2


def settled_at_2(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    cents = hands.chance.choice((0, 0, 18_450, 62_000, 124_075))
    hands.propose(cents=cents)
    hands.at = yield hands.later(1, 3)
    hands.settle()
    if cents:
        hands.at = yield hands.later(8, 20)
        hands.pay()


def denied_at_2(hands: Hands) -> Story:
    yield from _answered_at_2(hands)
    hands.at = yield hands.after_due(2, 5)
    hands.close("DENIED", "The answer at Step 2 stands; it was not appealed.")


def granted_at_2(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.at = yield hands.before_due(0, 2)
    hands.answer("granted")
    hands.at = yield hands.later(1, 3)
    hands.close("GRANTED", "Granted at Step 2.")


# ---------------------------------------------------------------------------------- other endings


def withdrawn_at_1(hands: Hands) -> Story:
    yield from files(hands)
    hands.at = yield hands.before_due(2, 5)
    hands.withdraw()


def withdrawn_at_2(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.at = yield hands.later(1, 2)
    hands.withdraw()


def waived_at_1(hands: Hands) -> Story:
    yield from _answered_at_1(hands)
    hands.at = yield hands.after_due(3, 8)
    hands.close("WAIVED", "No appeal came within the time limit.")


def referred(hands: Hands) -> Story:
    """Up every step the procedure has, to the door of arbitration."""
    yield from files(hands)
    steps = list(hands.grievance.procedure.steps.order_by("sequence"))
    while True:
        hands.at = yield hands.before_due(1, 3)
        hands.answer("denied")
        onward = [step for step in steps if step.sequence > hands.grievance.step and not step.is_optional]
        hands.at = yield hands.before_due(1, 4)
        if onward[0].kind == "arbitration":
            hands.refer()
            hands.at = yield hands.later(3, 7)
            hands.ask_for_a_list()
            return
        hands.appeal(to_sequence=onward[0].sequence)


# ---------------------------------------------------------------------------------- cases under way


def waiting_at_1(hands: Hands) -> Story:
    yield from files(hands)
    hands.at = yield hands.later(1, 1)
    hands.screen()


def silent_at_1(hands: Hands) -> Story:
    """Our answer does not come."""
    yield from files(hands)


def late_answer_at_1(hands: Hands) -> Story:
    yield from files(hands)
    hands.at = yield hands.after_due(1, 3)
    hands.answer("denied")


def advanced_for_silence(hands: Hands) -> Story:
    yield from files(hands)
    hands.at = yield hands.after_due(1, 2)
    hands.advance()


def answered_at_1(hands: Hands) -> Story:
    yield from _answered_at_1(hands)


def waiting_at_2(hands: Hands) -> Story:
    yield from _met_at_2(hands)


def drafted_at_2(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.at = yield hands.later(1, 1)
    hands.draft("denied")


def in_review_at_2(hands: Hands) -> Story:
    yield from drafted_at_2(hands)
    hands.submit()


def approved_at_2(hands: Hands) -> Story:
    yield from in_review_at_2(hands)
    hands.approve()


def answered_at_2(hands: Hands) -> Story:
    yield from _answered_at_2(hands)


def waiting_at_3(hands: Hands) -> Story:
    yield from _answered_at_2(hands)
    hands.at = yield hands.before_due(1, 5)
    hands.appeal()


def extended_proven(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.extend(days=15, is_proven=True)


def extended_unproven(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.extend(days=10, is_proven=False)


def before_a_mediator(hands: Hands) -> Story:
    yield from waiting_at_3(hands)
    hands.at = yield hands.before_due(1, 3)
    hands.answer("denied")
    hands.at = yield hands.before_due(1, 4)
    hands.appeal(to_sequence=4)


def late_filing(hands: Hands) -> Story:
    yield from arrives(hands)
    hands.file(days_before=47)
    hands.at = yield hands.later(1, 2)
    hands.screen(timely="no")
    hands.object_untimely(LATE_WORDS)


def not_grievable(hands: Hands) -> Story:
    yield from files(hands)
    hands.at = yield hands.before_due(2, 4)
    hands.answer("not_grievable")
    hands.close("DENIED", "The matter stands outside the procedure.")


def settlement_above_authority(hands: Hands) -> Story:
    yield from _met_at_2(hands)
    hands.propose(cents=1_240_000)


def settlement_approved(hands: Hands) -> Story:
    yield from settlement_above_authority(hands)
    hands.at = yield hands.later(1, 1)
    hands.approve_settlement()


def settled_unpaid(hands: Hands) -> Story:
    yield from settlement_approved(hands)
    hands.at = yield hands.later(1, 1)
    hands.settle()


def settled_and_paid(hands: Hands) -> Story:
    yield from settled_unpaid(hands)
    hands.at = yield hands.later(2, 3)
    hands.pay()
