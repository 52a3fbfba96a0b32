"""The calendar strip: every day in its place, and the same in words."""

from datetime import date, timedelta

import pytest

from laborrel.web.calendar_strip import SpokenDay, UnknownKindOfDay, lay_out, say


def week(start: date, *days: tuple) -> list[dict]:
    return [
        {"date": start + timedelta(days=n), "kind": kind, "number": number, "reason": reason}
        for n, (kind, number, reason) in enumerate(days)
    ]


WEEK = week(
    date(2026, 3, 30),
    ("skipped", None, "Cesar Chavez Day, City offices are closed"),
    ("start", None, "answer received"),
    ("counted", 1, ""),
    ("tolled", None, "waiting for records"),
    ("tolled", None, "waiting for records"),
    ("extra", 2, "letter"),
    ("due", 3, "Step 2 appeal"),
)


def test_words_of_every_day():
    assert list(lay_out([WEEK]).spoken) == [
        SpokenDay("Mon 30 Mar 2026", "not counted: Cesar Chavez Day, City offices are closed"),
        SpokenDay("Tue 31 Mar 2026", "the clock starts: answer received"),
        SpokenDay("Wed 1 Apr 2026", "day 1"),
        SpokenDay("Thu 2 Apr 2026", "clock stopped: waiting for records"),
        SpokenDay("Fri 3 Apr 2026", "clock stopped: waiting for records"),
        SpokenDay("Sat 4 Apr 2026", "day 2, by extension: letter"),
        SpokenDay("Sun 5 Apr 2026", "due, day 3: Step 2 appeal"),
    ]


def test_drawing():
    strip = lay_out([WEEK, week(date(2026, 4, 6), *[("outside", None, "")] * 7)])
    first, last = strip.days[0], strip.days[6]
    assert (strip.width, strip.height, len(strip.days)) == (844, 174, 14)
    assert (first.day_label, first.lines, first.is_hatched) == (
        "30 Mar",
        ("Cesar Chavez Day,", "City offices are…"),
        True,
    )
    assert [day.day_label for day in strip.days[1:4]] == ["31", "1 Apr", "2"]
    assert [day.bar_words for day in strip.days[3:6]] == ["clock stopped", "", "extension"]
    assert [day.lines for day in strip.days[3:5]] == [("waiting for", "records"), ()]
    assert (last.x, last.y, last.number) == (722, 28, "3")
    assert [name for _, name in strip.heads] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert len(strip.spoken) == 7


def test_a_week_may_begin_on_sunday():
    days = lay_out([week(date(2026, 3, 29), *[("counted", n, "") for n in range(1, 8)])])
    assert [name for _, name in days.heads] == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def test_a_long_reason_is_cut_with_a_sign():
    cell = week(date(2026, 3, 2), ("skipped", None, "Thanksgiving and the day after it, by Article 14"))
    assert lay_out([cell]).days[0].lines == ("Thanksgiving and", "the day after it…")


def test_the_day_the_date_rolls_past():
    assert say({"kind": "rolled", "number": None, "reason": "Sunday"}) == "the due date moves past this day: Sunday"


def test_unknown_kind():
    with pytest.raises(UnknownKindOfDay):
        lay_out([week(date(2026, 3, 2), ("holiday", None, ""))])
