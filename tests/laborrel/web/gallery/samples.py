"""Invented cases for the gallery, in the shapes `docs/face.md` names."""

from datetime import UTC, date, datetime, timedelta

from laborrel.web.wording import due_on, lapsed_on, met_on, paused_on
from laborrel.workdays.work_calendar import WorkCalendar

TODAY = date(2026, 3, 9)
IDENTITY = {
    "number": "26-0142",
    "url": "/case/",
    "who": "Marisol Ortega-Villanueva",
    "place": "Clerical unit, Public Works",
    "stands": "Step 2, meeting held",
    "holder": "D. Okafor",
    "facts": [{"label": "Issue", "value": "Overtime assignment"}],
    "confidentiality": "Confidential to the case team",
}
_ROWS = (
    ("26-0142", "Marisol Ortega-Villanueva", "Clerical", "Overtime assignment", "Step 2", -2, "D. Okafor", "6 of 8"),
    ("26-0139", "Terrence Boyle", "Trades", "Written reprimand", "Step 1", 0, "A. Lindqvist", "8 of 8"),
    ("26-0137", "Local 1180 (class of 14)", "Clerical", "Shift bidding", "Step 2", 2, "D. Okafor", "7 of 8"),
    ("26-0133", "Ngozi Abara", "Professional", "Acting pay", "Step 2", 9, "D. Okafor", "8 of 8"),
    ("26-0131", "Samuel Whitcombe", "Trades", "Tool allowance", "Step 1", 11, "R. Santos", "5 of 8"),
    ("26-0128", "Hyun-ju Park", "Professional", "Telework", "Arbitration", 24, "D. Okafor", "8 of 8"),
)
DOCKET = [
    {
        "number": number,
        "grievant": grievant,
        "unit": unit,
        "issue": issue,
        "step": step,
        "due": due_on(TODAY + timedelta(days=days), today=TODAY, calendar=WorkCalendar()),
        "holder": holder,
        "complete": complete,
    }
    for number, grievant, unit, issue, step, days, holder, complete in _ROWS
]
DUES = [
    due_on(date(2026, 3, 5), today=TODAY),
    due_on(TODAY, today=TODAY),
    due_on(date(2026, 3, 11), today=TODAY, calendar=WorkCalendar()),
    due_on(date(2026, 4, 2), today=TODAY),
    met_on(date(2026, 3, 2), done_on=date(2026, 2, 27)),
    lapsed_on(date(2026, 2, 20)),
    paused_on(date(2026, 3, 30), because="in abeyance"),
]
FILTERS = [
    {"label": "Unit", "words": "Clerical", "name": "unit", "value": "clerical"},
    {"label": "Holder", "words": "D. Okafor", "name": "holder", "value": "7"},
]
TABS = [
    {"label": "Open", "url": "?view=open", "is_current": True, "count": 41},
    {"label": "Due this week", "url": "?view=week", "count": 7},
    {"label": "Waiting for arbitration", "url": "?view=arb", "count": 3},
    {"label": "All", "url": "?view=all"},
]
PAGE = {"words": "1 to 50 of 213", "first_url": "", "previous_url": "", "next_url": "?after=x"}
ANSWERS = [
    {"label": "Grievant", "value": "Marisol Ortega-Villanueva", "change_url": "#grievant"},
    {"label": "Filed on", "value": "Mon 2 Mar 2026", "change_url": "#filed"},
    {"label": "What happened", "value": "Overtime on 14 February was given\nout of order.", "change_url": "#what"},
    {"label": "Remedy asked", "value": "", "change_url": "#remedy"},
]
FACTS = [
    {"label": "Agreement", "value": "Clerical Unit 2024-2027", "url": "#agreement"},
    {"label": "Department", "value": "Public Works"},
    {"label": "Remedy asked", "value": "Eight hours at time and one half"},
    {"label": "Representative", "value": ""},
]
TIMELINE = [
    {
        "at": datetime(2026, 3, 6, 22, 15, tzinfo=UTC),
        "title": "Step 2 meeting held",
        "by": "D. Okafor with steward J. Reyes",
        "text": "Union presented the sign-up sheet for February. Department to bring the overtime ledger.",
        "kind": "verb",
        "links": [{"label": "Meeting notes", "url": "#notes"}, {"label": "Sign-up sheet (38 KB)", "url": "#sheet"}],
    },
    {
        "on": date(2026, 3, 3),
        "title": "Clock stopped by agreement",
        "by": "Extension letter, both sides signed",
        "kind": "stop",
    },
    {
        "on": date(2026, 3, 2),
        "title": "Grievance received",
        "by": "Logged by A. Lindqvist",
        "text": "By e-mail at 4:40 pm; counted as received the same day (Article 12.4).",
        "kind": "verb",
    },
]
TASKS = [
    {"label": "Facts", "url": "#f", "state": "Done", "is_done": True},
    {"label": "Clauses cited", "url": "#c", "state": "Done", "is_done": True},
    {"label": "Draft answer", "url": "#d", "hint": "Started by D. Okafor", "state": "In progress"},
    {"label": "Review", "state": "Cannot start yet"},
]
VERBS = [
    {"label": "Write the answer", "url": "#answer", "is_primary": True},
    {"label": "Extend the time", "url": "#extend"},
    {"label": "Hold in abeyance", "url": "#hold", "method": "post"},
]
CONFLICT = {
    "by": "A. Lindqvist",
    "at": datetime(2026, 3, 9, 17, 42, tzinfo=UTC),
    "rows": [
        {"label": "Holder", "saved": "D. Okafor", "typed": "D. Okafor", "differs": False},
        {"label": "Issue", "saved": "Overtime", "typed": "Overtime assignment", "differs": True},
    ],
}
JOB = {"url": "/job/", "done": 41, "total": 137, "words": "Reading page 41 of 137 of the grievance log"}


def weeks() -> list[list[dict]]:
    """Fifteen working days from Mon 2 Mar 2026: a holiday, a stop of three days, an extension, the due day."""
    first, holiday = date(2026, 3, 2), date(2026, 3, 30)
    stopped = {date(2026, 3, 11): "", date(2026, 3, 12): "", date(2026, 3, 13): ""}
    rows, number = [], 0
    for week in range(5):
        row = []
        for column in range(7):
            day = first + timedelta(days=7 * week + column)
            kind, counted, reason = "counted", None, ""
            if day == first:
                kind, reason = "start", "Step 1 answer received"
            elif number >= 15:
                kind = "outside"
            elif day in stopped:
                kind, reason = "tolled", "waiting for records"
            elif column > 4:
                kind, reason = "skipped", "Saturday" if column == 5 else "Sunday"
            elif day == holiday:
                kind, reason = "skipped", "Cesar Chavez Day, City offices closed"
            else:
                number += 1
                counted = number
                kind = "due" if number == 15 else "extra" if number > 10 else "counted"
                reason = "Step 2 appeal" if number == 15 else "letter of 16 March" if number == 11 else ""
            row.append({"date": day, "kind": kind, "number": counted, "reason": reason})
        rows.append(row)
    return rows
