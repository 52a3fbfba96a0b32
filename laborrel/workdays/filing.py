"""On which date an act counts as done, and whether it was in time."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from laborrel.workdays.reckoning import Reckoning
from laborrel.workdays.wording import clock_time, counted, spoken
from laborrel.workdays.work_calendar import ONE_DAY, WorkCalendar


class FilingRule(StrEnum):
    """What dates an act: receipt, postmark, whichever of the two is earlier, the time of sending, the signature."""

    RECEIPT = "receipt"
    POSTMARK = "postmark"
    EITHER = "either"
    SENT = "sent"
    SIGNED = "signed"


@dataclass(frozen=True)
class Delivery:
    """What is known about one paper on its way. Any date may be missing; `original_on` is the paper after a fax."""

    method: str = ""
    received_on: date | None = None
    received_time: time | None = None
    postmarked_on: date | None = None
    mailed_on: date | None = None
    sent_on: date | None = None
    sent_time: time | None = None
    signed_on: date | None = None
    original_on: date | None = None


@dataclass(frozen=True)
class FilingTerms:
    """How an agreement dates an act.

    closes                 time of day after which the act counts for the next business day (17:00 counts, 17:01 not)
    deemed_receipt_days    mail counts as received this many calendar days after mailing (42 CFR 8.30: 3)
    presumed_mailed_days   without a postmark, mail counts as posted this many days before receipt (5 CFR 2429.21: 5)
    original_within        a fax counts only when the original follows within this many calendar days
    """

    rule: FilingRule = FilingRule.RECEIPT
    closes: time | None = None
    deemed_receipt_days: int | None = None
    presumed_mailed_days: int | None = None
    original_within: int | None = None


@dataclass(frozen=True)
class ActDate:
    """The date an act counts for, with the statements that lead there."""

    on: date
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Timeliness:
    """Whether an act was in time, how many calendar days late it was (negative: too early), and the statement."""

    is_timely: bool
    days_late: int
    sentence: str


class NoDateOfAct(ValueError):
    """Nothing known about this paper says on which date it counts."""


def date_of_act(delivery: Delivery, terms: FilingTerms, calendar: WorkCalendar) -> ActDate:
    """The date on which the act counts. Raises NoDateOfAct when the facts do not give one."""
    on, moment, reasons = _dated(delivery, terms)
    if terms.original_within is not None and delivery.method == "fax":
        on, reasons = _fax_date(on, reasons, delivery, terms.original_within)
    if terms.closes and moment and moment > terms.closes:
        later = calendar.next_open_day(on + ONE_DAY)
        reasons.append(
            f"At {clock_time(moment)} the office had closed ({clock_time(terms.closes)}), "
            f"so the act counts for the next business day, {spoken(later)}."
        )
        on = later
    return ActDate(on, tuple(reasons))


def _dated(delivery: Delivery, terms: FilingTerms) -> tuple[date, time | None, list[str]]:
    """Date, time of day where it matters, and reasons, before the cut-off."""
    if terms.rule is FilingRule.SIGNED and delivery.signed_on:
        return delivery.signed_on, None, [f"Dated by its signature, {spoken(delivery.signed_on)}."]
    if terms.rule is FilingRule.SENT and delivery.sent_on:
        return delivery.sent_on, delivery.sent_time, [f"Dated by its sending, {spoken(delivery.sent_on)}."]
    posted = _posted(delivery, terms)
    if posted and terms.rule is FilingRule.POSTMARK:
        return posted[0], None, [posted[1]]
    received = _received(delivery, terms)
    if posted and terms.rule is FilingRule.EITHER and (not received or posted[0] <= received[0]):
        return posted[0], None, [posted[1]]
    if received:
        return received[0], delivery.received_time, [received[1]]
    return _last_resort(delivery)


def _posted(delivery: Delivery, terms: FilingTerms) -> tuple[date, str] | None:
    if delivery.postmarked_on:
        return delivery.postmarked_on, f"Dated by its postmark, {spoken(delivery.postmarked_on)}."
    if delivery.received_on and terms.presumed_mailed_days is not None and delivery.method in ("", "mail"):
        mailed = delivery.received_on - timedelta(days=terms.presumed_mailed_days)
        days = counted(terms.presumed_mailed_days, "day")
        return mailed, f"Without a postmark it counts as mailed {days} before receipt, {spoken(mailed)}."
    if delivery.mailed_on and terms.presumed_mailed_days is None:
        return delivery.mailed_on, f"Mailed on {spoken(delivery.mailed_on)}."
    return None


def _received(delivery: Delivery, terms: FilingTerms) -> tuple[date, str] | None:
    mailed = delivery.mailed_on or delivery.postmarked_on
    if terms.deemed_receipt_days is not None and mailed:
        deemed = mailed + timedelta(days=terms.deemed_receipt_days)
        days = counted(terms.deemed_receipt_days, "day")
        return deemed, f"Mail counts as received {days} after mailing, {spoken(deemed)}."
    if delivery.received_on:
        return delivery.received_on, f"Dated by its receipt, {spoken(delivery.received_on)}."
    return None


def _last_resort(delivery: Delivery) -> tuple[date, time | None, list[str]]:
    """Dates the rule did not ask for, when they are the only ones."""
    if delivery.sent_on:
        return delivery.sent_on, delivery.sent_time, [f"Only the sending is known, {spoken(delivery.sent_on)}."]
    known = delivery.postmarked_on or delivery.mailed_on or delivery.signed_on
    if known is None:
        raise NoDateOfAct("No date of receipt, postmark, sending or signature is given.")
    return known, None, [f"Only this date of the paper is known: {spoken(known)}."]


def _fax_date(on: date, reasons: list[str], delivery: Delivery, within: int) -> tuple[date, list[str]]:
    latest = on + timedelta(days=within)
    if delivery.original_on and delivery.original_on <= latest:
        return on, [*reasons, f"The original followed by {spoken(delivery.original_on)}, so the fax keeps its date."]
    if delivery.original_on:
        said = f"The original came on {spoken(delivery.original_on)}, after {spoken(latest)}; it dates the act."
        return delivery.original_on, [*reasons, said]
    return on, [*reasons, f"The fax keeps this date only if the original follows by {spoken(latest)}."]


def is_timely(
    reckoning: Reckoning, act_on: date, act_time: time | None = None, *, by_other_side: bool = False
) -> Timeliness:
    """Whether an act counted for `act_on` was in time.

    `by_other_side` judges leniently: where the agreement is silent about a closed last day, the next open day counts.
    A backward period is met on or before its date, like a forward one.
    """
    last = reckoning.lenient_on if by_other_side else reckoning.due_on
    if reckoning.opens_on and act_on < reckoning.opens_on:
        early = (act_on - reckoning.opens_on).days
        said = f"{spoken(act_on)} is too early: the window opens on {spoken(reckoning.opens_on)}."
        return Timeliness(False, early, said)
    is_after_hours = bool(reckoning.due_time and act_time and act_on == last and act_time > reckoning.due_time)
    if act_on > last or is_after_hours:
        late = max((act_on - last).days, 0)
        how = f"{counted(late, 'day')} late" if late else f"after {clock_time(reckoning.due_time or time.max)}"
        return Timeliness(False, late, f"{spoken(act_on)} is not in time: due {spoken(last)}, {how}.")
    beyond = " (the agreement is silent about the closed last day)" if act_on > reckoning.due_on else ""
    return Timeliness(True, 0, f"{spoken(act_on)} is in time: due {spoken(last)}{beyond}.")


@dataclass(frozen=True)
class Cure:
    """A defect mended: whether in time, and the date the filing counts for (the first one when it relates back)."""

    is_timely: bool
    filed_on: date
    sentence: str


def cured(reckoning: Reckoning, first_filed_on: date, resubmitted_on: date) -> Cure:
    """A defective filing mended by the due date of `reckoning` relates back to its first date; a later one does not."""
    if resubmitted_on <= reckoning.due_on:
        said = f"Mended in time, {spoken(resubmitted_on)}: the filing keeps its first date, {spoken(first_filed_on)}."
        return Cure(True, first_filed_on, said)
    said = f"Mended on {spoken(resubmitted_on)}, after {spoken(reckoning.due_on)}, so it counts from that day."
    return Cure(False, resubmitted_on, said)
