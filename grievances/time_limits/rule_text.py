"""What a quoted rule itself says about windows, cut-off times and the dating of papers, when no parameter says it."""

import re
from datetime import time

from laborrel.workdays.filing import FilingRule
from laborrel.workdays.wording import NAMED_HOURS

_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen",
)  # fmt: skip
_LARGE = {"twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90}
NUMBER_WORDS = {word: number for number, word in enumerate(_SMALL, start=1)} | _LARGE

_NUMBER = r"(?P<number>\d+|[a-z-]+(?: \(\d+\))?)"
_DAYS = r"(?:calendar |business |working )?days"
_OPENS = re.compile(rf"(?:not|no) (?:sooner|earlier|before)(?: than)? {_NUMBER} {_DAYS}", re.IGNORECASE)
_CUTOFF = re.compile(
    r"(?:after|by|before|until|later than)\s+(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\b"
    r"|(?P<named>midnight|noon))",
    re.IGNORECASE,
)
_DEEMED_RECEIPT = re.compile(rf"recei\w+.{{0,60}}?\b{_NUMBER} {_DAYS} after (?:the date of )?(?:mailing|posting)", re.I)
_PRESUMED_MAILED = re.compile(
    rf"mailed.{{0,40}}?\b{_NUMBER} {_DAYS} (?:before|prior to) (?:the )?(?:date of )?receipt", re.I
)
_NOT_BY_POSTMARK = re.compile(r"(?:not|rather than|instead of)(?: by| the| on)*(?: date of)? ?(?:the )?postmark", re.I)
_EITHER = re.compile(r"postmark\w* or (?:date of )?recei|recei\w+ or (?:date of )?postmark", re.I)
_SENT = re.compile(
    r"(?:e-?mail|transmi\w+|electronic\w*).{0,60}\bsent\b|\bsent\b.{0,60}e-?mail|time of transmission", re.I
)
_SIGNED = re.compile(r"date (?:it was )?signed|signature date", re.I)


def number_in(words: str) -> int | None:
    """`45`, `forty-five`, `forty-five (45)` as a number."""
    if digits := re.search(r"\d+", words):
        return int(digits.group())
    return NUMBER_WORDS.get(words.strip().lower())


def window_opening(text: str) -> int | None:
    """Days before which the act is too early: `Not sooner than 30 days, but not more than 45` gives 30."""
    return _number_of(_OPENS, text)


def cutoff_time(text: str) -> time | None:
    """Time of day after which nothing is accepted: `after 4 p.m.` gives 16:00; midnight gives 23:59."""
    found = _CUTOFF.search(text)
    if not found:
        return None
    if found["named"]:
        return NAMED_HOURS[found["named"].lower()]
    hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
    return time(hour, int(found["minute"] or 0))


def filing_rule(text: str) -> FilingRule | None:
    """What dates a paper according to the text; None when it does not say."""
    if _NOT_BY_POSTMARK.search(text):
        return FilingRule.RECEIPT
    if _EITHER.search(text):
        return FilingRule.EITHER
    if re.search("postmark", text, re.IGNORECASE):
        return FilingRule.POSTMARK
    if _SENT.search(text):
        return FilingRule.SENT
    if _SIGNED.search(text):
        return FilingRule.SIGNED
    return FilingRule.RECEIPT if re.search(r"\brecei(?:ved|pt)\b", text, re.IGNORECASE) else None


def deemed_receipt_days(text: str) -> int | None:
    """Days after mailing on which mail counts as received."""
    return _number_of(_DEEMED_RECEIPT, text)


def presumed_mailed_days(text: str) -> int | None:
    """Days before receipt on which mail without a postmark counts as posted."""
    return _number_of(_PRESUMED_MAILED, text)


def _number_of(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return number_in(found["number"]) if found else None
