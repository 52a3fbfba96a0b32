"""Holiday rules give the dates a person would look up, those of the four real agreements included."""

import json
from datetime import date
from pathlib import Path

import pytest

from laborrel.workdays.observed import (
    HolidayKind,
    HolidayList,
    HolidayRule,
    Shift,
    UnusableHoliday,
    actual_day,
    easter,
    shifted,
)

PROCEDURES = Path(__file__).parents[3] / "contracts" / "procedures"
TUESDAY_TO_FRIDAY = frozenset({1, 2, 3, 4})


def holidays_of(agreement):
    return HolidayList.from_data(json.loads((PROCEDURES / f"{agreement}.json").read_text())["holidays"])


def observed(agreement, year):
    return [holiday.observed_on.strftime("%m-%d") for holiday in holidays_of(agreement).in_year(year)]


@pytest.mark.parametrize(
    ("agreement", "year", "expected"),
    [
        (
            "los-angeles-mou24-2011",
            2012,
            ["01-01", "04-08", "05-28", "07-04", "09-03", "11-22", "12-24", "12-25", "12-31"],
        ),
        (
            "oc-sanitation-supervisor-group-2025",
            2026,
            ["01-01", "01-19", "02-16", "05-25", "07-04", "09-07", "11-11", "11-26", "11-27", "12-24", "12-25"],
        ),
        (
            "oregon-doc-dentists-2025",
            2026,
            ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "11-11", "11-26", "11-27", "12-25"],
        ),
        (
            "columbia-county-afscme-1442-2024",
            2027,
            [
                "01-01",
                "01-18",
                "02-15",
                "05-31",
                "06-18",
                "07-05",
                "09-06",
                "11-11",
                "11-25",
                "11-26",
                "12-24",
                "12-31",
            ],
        ),
    ],
)
def test_the_holidays_of_the_four_agreements(agreement, year, expected):
    assert observed(agreement, year) == expected


def test_seven_day_positions_keep_the_actual_day():
    office = holidays_of("oregon-doc-dentists-2025")
    crew = HolidayList(office.rules, Shift.ACTUAL)
    assert date(2026, 7, 4) in crew.dates(2026, 2026)
    assert office.dates(2026, 2026)[date(2026, 7, 3)] == "Independence Day (observed)"


@pytest.mark.parametrize(
    ("day", "shift", "workdays", "expected"),
    [
        (date(2026, 7, 4), Shift.WEEKDAY, None, date(2026, 7, 3)),
        (date(2027, 7, 4), Shift.WEEKDAY, None, date(2027, 7, 5)),
        (date(2026, 7, 4), Shift.SUNDAY_ONLY, None, date(2026, 7, 4)),
        (date(2027, 7, 4), Shift.SUNDAY_ONLY, None, date(2027, 7, 5)),
        (date(2026, 7, 4), Shift.ACTUAL, None, date(2026, 7, 4)),
        (date(2026, 7, 4), Shift.CLOSER_WORKDAY, TUESDAY_TO_FRIDAY, date(2026, 7, 3)),
        (date(2027, 7, 4), Shift.CLOSER_WORKDAY, TUESDAY_TO_FRIDAY, date(2027, 7, 2)),
        (date(2026, 9, 7), Shift.CLOSER_WORKDAY, TUESDAY_TO_FRIDAY, date(2026, 9, 8)),
        (date(2026, 9, 8), Shift.CLOSER_WORKDAY, TUESDAY_TO_FRIDAY, date(2026, 9, 8)),
    ],
)
def test_a_holiday_on_a_day_off_moves_as_the_agreement_says(day, shift, workdays, expected):
    assert (shifted(day, shift, workdays) if workdays else shifted(day, shift)) == expected


def test_easter_and_days_relative_to_it():
    assert [easter(year) for year in (1961, 2000, 2012, 2024, 2038)] == [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2012, 4, 8),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]
    good_friday = HolidayRule("Good Friday", HolidayKind.EASTER, offset=-2)
    assert actual_day(good_friday, 2026) == date(2026, 4, 3)


def test_a_holiday_is_kept_only_in_its_years():
    rules = HolidayList((HolidayRule("Juneteenth", month=6, day=19, from_year=2022, to_year=2023),))
    assert [len(rules.in_year(year)) for year in (2021, 2022, 2023, 2024)] == [0, 1, 1, 0]


def test_two_holidays_on_one_day_share_it():
    rules = (HolidayRule("Christmas Eve", month=12, day=24), HolidayRule("Christmas Day", month=12, day=25))
    kept = HolidayList(rules, Shift.WEEKDAY).dates(2021, 2021)
    assert kept == {date(2021, 12, 24): "Christmas Day (observed); Christmas Eve"}


def test_a_day_that_a_year_does_not_have_is_left_out():
    fifth = HolidayRule("Fifth Monday", HolidayKind.NTH_WEEKDAY, month=2, weekday=0, nth=5)
    leap = HolidayRule("Leap day", month=2, day=29)
    assert [actual_day(rule, 2023) for rule in (fifth, leap)] == [None, None]
    assert actual_day(leap, 2024) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "rule",
    [
        HolidayRule("no month"),
        HolidayRule("no such day", month=4, day=31),
        HolidayRule("no week", HolidayKind.NTH_WEEKDAY, month=4),
        HolidayRule("no weekday", HolidayKind.LAST_WEEKDAY, month=4, weekday=9),
        HolidayRule("after nothing", HolidayKind.RELATIVE, relative_to="Thanksgiving Day", offset=1),
    ],
)
def test_a_rule_that_cannot_give_a_day_is_refused(rule):
    with pytest.raises(UnusableHoliday):
        HolidayList((rule,)).in_year(2026)
