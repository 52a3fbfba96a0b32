"""The explanation of a date: what it says, what it draws, what it keeps."""

import json
from datetime import date, time

from laborrel.workdays.counting import later_of, reckon
from laborrel.workdays.periods import Direction, Period, Roll, Unit
from laborrel.workdays.reckoning import Citation, Reckoning
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

CALENDAR = WorkCalendar(name="city", holidays={date(2024, 12, 25): "Christmas Day", date(2025, 1, 1): "New Year's Day"})
RULE = Citation("within ten business days", "13.1 Step II", "Columbia County 2024-2029")


def test_the_whole_explanation_in_plain_sentences():
    result = reckon(
        Period(4, unit=Unit.BUSINESS),
        date(2024, 12, 20),
        CALENDAR,
        start_event="Step I answer issued",
        citation=RULE,
        tolled=[DateSpan(date(2024, 12, 30), date(2024, 12, 31), "held in abeyance by agreement")],
    )
    assert result.sentences() == [
        'The count runs from Step I answer issued on Fri 20 Dec 2024 under 13.1 Step II: "within ten business days".',
        "4 business days, that day is not counted: day 1 is Mon 23 Dec 2024, day 4 is Fri 27 Dec 2024.",
        "Not counted: 2 weekend days (Saturdays and Sundays) and Wed 25 Dec 2024 (Christmas Day).",
        "Due Fri 27 Dec 2024.",
    ]


def test_a_clock_that_stood_still_says_how_long_and_why():
    pause = DateSpan(date(2024, 12, 21), date(2024, 12, 24), "held in abeyance by agreement")
    said = reckon(Period(2), date(2024, 12, 20), CALENDAR, tolled=[pause]).sentences()
    assert said[2] == (
        "The clock stood still for 4 days from Sat 21 Dec 2024 to Tue 24 Dec 2024: held in abeyance by agreement."
    )


def test_silence_is_said_with_the_safe_and_the_lenient_day():
    silence = "the agreement does not say what happens then"
    lenient = "When judging the other side, assume the next open day"
    said = reckon(Period(5), date(2024, 12, 20), CALENDAR).sentences()
    assert said[2:] == [
        f"The last day, Wed 25 Dec 2024, is closed (Christmas Day) and {silence}. The strict date stands.",
        f"For our own act, the safe day is Tue 24 Dec 2024. {lenient}, Thu 26 Dec 2024.",
        "Due Wed 25 Dec 2024.",
    ]


def test_a_roll_a_service_day_and_a_cut_off_are_each_said():
    rule = Period(3, extra_days=5, roll=Roll.NEXT_OPEN, cutoff=time(16))
    said = reckon(rule, date(2024, 12, 20), CALENDAR, served_by="mail").sentences()
    assert said[2:] == [
        "5 days added for service by mail: Sat 28 Dec 2024.",
        "Sat 28 Dec 2024 is closed (Saturday), so the period runs to the next open day, Mon 30 Dec 2024.",
        "Due Mon 30 Dec 2024, by 16:00.",
    ]


def test_the_strip_names_every_day_once():
    result = reckon(Period(2, extra_days=1, roll=Roll.NEXT_OPEN), date(2024, 12, 25), CALENDAR)
    assert [(day.day, kind, number) for day, kind, number, _ in result.strip()] == [
        (25, "start", None),
        (26, "counted", 1),
        (27, "counted", 2),
        (28, "rolled", 1),
        (29, "rolled", None),
        (30, "due", None),
    ]


def test_a_backward_strip_is_drawn_from_the_earliest_day():
    result = reckon(Period(3, direction=Direction.BACKWARD), date(2025, 3, 13), CALENDAR)
    assert [(day.day, kind, number) for day, kind, number, _ in result.strip()] == [
        (10, "due", 3),
        (11, "counted", 2),
        (12, "counted", 1),
        (13, "start", None),
    ]


def test_a_long_count_is_stored_in_runs_and_read_back_whole():
    result = reckon(Period(120), date(2023, 11, 1), CALENDAR)
    stored = json.loads(json.dumps(result.as_data()))
    assert len(stored["days"]) == 3
    again = Reckoning.from_data(stored)
    assert (len(again.days), again.strip()) == (121, result.strip())


def test_a_composite_is_stored_with_its_parts():
    both = later_of(reckon(Period(6), date(2025, 10, 8), CALENDAR), reckon(Period(10), date(2025, 10, 6), CALENDAR))
    again = Reckoning.from_data(json.loads(json.dumps(both.as_data())))
    assert (again.composition, [part.due_on for part in again.parts]) == (
        "later",
        [date(2025, 10, 14), date(2025, 10, 16)],
    )


def test_a_frozen_reckoning_no_longer_needs_its_calendar():
    result = reckon(Period(5, unit=Unit.BUSINESS), date(2024, 12, 20), CALENDAR)
    assert result.frozen().strip() == result.strip()
    assert result.frozen().calendar is None
