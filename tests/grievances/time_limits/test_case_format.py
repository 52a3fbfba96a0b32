"""Worked examples from agreements nobody has seen yet, and faulty ones that name their fault."""

import pytest

from grievances.time_limits.case_format import work_out
from grievances.time_limits.case_reading import CaseError


def case(params=None, trigger=None, calendar=None, text=""):
    return {
        "id": "X-1",
        "rule_text": text,
        "rule_params": {"unit": "calendar", "start": "exclude", "roll": "none", "n": 10} | (params or {}),
        "trigger": {"event": "occurrence", "date": "2025-03-03", "weekday": "Mon"} | (trigger or {}),
        "calendar": {"name": "test", "weekend": ["Sat", "Sun"], "holidays": [], "closures": []} | (calendar or {}),
    }


def due(**parts):
    return work_out(case(**parts)).due_on.isoformat()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, "2025-03-13"),
        ({"params": {"unit": "school"}, "calendar": {"closures": ["2025-03-10", "2025-03-11"]}}, "2025-03-19"),
        (
            {"params": {"unit": "school"}, "calendar": {"breaks": [{"from": "2025-03-10", "to": "2025-03-14"}]}},
            "2025-03-24",
        ),
        ({"params": {"unit": "school", "n": 1}, "calendar": {"school_days": ["2025-03-20"]}}, "2025-03-20"),
        ({"params": {"unit": "business"}, "calendar": {"holidays": ["2025-03-05"]}}, "2025-03-18"),
        ({"params": {"unit": "business", "count_weekdays": ["Mon", "Tue", "Wed", "Thu"]}}, "2025-03-19"),
        ({"params": {"unit": "business"}, "calendar": {"alternate_closed": ["2025-03-14"]}}, "2025-03-18"),
        ({"params": {"unit": "business"}, "calendar": {"weekend": ["Fri", "Sat", "Sunday"]}}, "2025-03-19"),
        ({"params": {"unit": "business", "start": "include", "n": 3}, "trigger": {"date": "2025-03-01"}}, "2025-03-05"),
        ({"params": {"direction": "backward", "roll": "prev", "n": 2}}, "2025-02-28"),
        ({"params": {"direction": "backward", "roll": "next", "n": 2}}, "2025-03-03"),
        ({"params": {"unit": "weeks", "n": 4, "direction": "backward"}}, "2025-02-03"),
        ({"params": {"unit": "years", "n": 1}, "trigger": {"date": "2024-02-29"}}, "2025-02-28"),
        ({"params": {"unit": "months", "n": 1, "tolled_ranges": [["2025-03-10", "2025-03-12"]]}}, "2025-04-06"),
        ({"params": {"tolled_ranges": [{"from": "2025-03-10", "to": "2025-03-12", "reason": "recess"}]}}, "2025-03-16"),
        (
            {"params": {"unit": "hours", "n": 48, "roll": "next"}, "trigger": {"date": "2025-03-07T10:00"}},
            "2025-03-10",
        ),
        ({"params": {"served_by": "mail", "service_days": {"mail": 5, "e-mail": 0}, "roll": "next"}}, "2025-03-18"),
        ({"params": {"n": 20, "extra_days": 5, "extra_days_order": "after_roll", "roll": "next"}}, "2025-03-31"),
        ({"params": {"extra_days": 20, "extra_days_cap": 14}}, "2025-03-27"),
        ({"params": {"n": 5, "short_period_below": 7}}, "2025-03-10"),
        ({"params": {"roll": None, "start": None}}, "2025-03-13"),
        ({"params": {"n": 40, "cap": 30}}, "2025-04-02"),
        ({"params": {"then": [{"n": 5, "unit": "business"}]}}, "2025-03-20"),
        ({"params": {"n": 0}}, "2025-03-03"),
    ],
)
def test_the_rules_hold_for_other_agreements(parts, expected):
    assert due(**parts) == expected


@pytest.mark.parametrize(
    ("rule", "trigger", "expected"),
    [
        ("max(6 days from answer receipt, 10 days from meeting)", {"answer_received": "2025-03-12"}, "2025-03-18"),
        ("min(15 days from occurrence, 20 days from knowledge)", {"knew": "2025-02-20"}, "2025-03-12"),
        ("later of 5 days after occurrence, 10 days after answer", {"answer_received": "2025-03-08"}, "2025-03-18"),
        (
            "15 school days from occurrence or twenty (20) days from knowledge, whichever is sooner",
            {"knew": "2025-02-20"},
            "2025-03-12",
        ),
        ("whichever is later: 2 weeks from occurrence or 1 month from hire", {"hired": "2025-02-10"}, "2025-03-17"),
        ("max(2025-03-20, 10 days from occurrence)", {}, "2025-03-20"),
        ("earlier(10 business days from occurrence, 3 days before hearing)", {"hearing": "2025-03-16"}, "2025-03-13"),
    ],
)
def test_several_clocks_in_one_rule(rule, trigger, expected):
    assert due(params={"combine": rule}, trigger=trigger) == expected


@pytest.mark.parametrize(
    ("text", "filing", "expected"),
    [
        ("filed as determined by postmark", {"postmark": "2025-03-12", "received": "2025-03-14"}, ("2025-03-12", True)),
        ("receipt, not postmark, governs", {"postmark": "2025-03-12", "received": "2025-03-14"}, ("2025-03-14", False)),
        ("postmark or receipt", {"postmark": "2025-03-13", "received": "2025-03-14"}, ("2025-03-13", True)),
        (
            "the postmark governs; without one a paper is mailed five (5) days prior to receipt",
            {"method": "mail", "received": "2025-03-17"},
            ("2025-03-12", True),
        ),
        (
            "dated when the e-mail is sent",
            {"sent_at": "2025-03-13T23:50", "received": "2025-03-14"},
            ("2025-03-13", True),
        ),
        ("must be received by 5:00 p.m.", {"received_at": "2025-03-13T17:30"}, ("2025-03-14", False)),
        ("received", {"received_at": "2025-03-13T17:30", "office_closes": "18:00"}, ("2025-03-13", True)),
    ],
)
def test_the_date_of_a_filing_follows_the_rule(text, filing, expected):
    told = work_out(case(text=text, trigger={"filing": filing})).explanation
    assert (told["filing_date_for_rule"], told["timely"]) == expected


def test_the_window_and_the_cut_off_are_read_from_the_rule():
    text = "Not sooner than forty-five (45) days, but not more than 60 days; nothing is accepted after 4 p.m."
    told = work_out(case(params={"n": 60}, text=text)).explanation
    assert (told["window_opens"], told["cutoff_time"]) == ("2025-04-17", "16:00")


def test_a_weekend_last_day_is_flagged_like_a_holiday():
    result = work_out(case(params={"n": 5}))
    assert result.flags == ("last_day_is_weekend", "contract_silent_on_roll")
    assert result.explanation["next_open_day"] == "2025-03-10"


def test_a_weekday_that_contradicts_its_date_is_said():
    said = work_out(case(trigger={"weekday": "Tue"})).explanation["sentences"]
    assert said[0] == "The case calls 2025-03-03 a Tue; it is Mon 3 Mar 2025."


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"params": {"colour": "red"}}, "rule_params: unknown parameter colour."),
        ({"params": {"unit": "fortnights"}}, "rule_params.unit: 'fortnights' is not one of"),
        ({"params": {"roll": "sideways"}}, "rule_params.roll: 'sideways' is not one of"),
        ({"params": {"n": -1}}, "rule_params.n: -1 is not a whole number"),
        ({"params": {"n": "ten"}}, "rule_params.n: 'ten' is not a whole number"),
        ({"params": {"n": 10**9}}, "rule_params.n: 1000000000 is not a whole number"),
        ({"params": {"skip_holidays": "no"}}, "rule_params.skip_holidays: 'no' is neither true nor false."),
        ({"params": {"count_weekdays": [9]}}, "rule_params.count_weekdays: 9 is not a weekday"),
        ({"params": {"tolled_ranges": [["2025-03-12", "2025-03-10"]]}}, "rule_params.tolled_ranges: The range"),
        ({"params": {"unit": "hours"}}, "Hours can only be counted from an event whose time of day is known."),
        ({"params": {"combine": "both"}}, "rule_params.combine: 'both' is not two or more clocks"),
        (
            {"params": {"combine": "max(6 days from award, 10 days from hearing)"}},
            "rule_params.combine: no dated entry of the trigger matches",
        ),
        ({"trigger": {"date": "2025-02-30"}}, "trigger.date: '2025-02-30' is not a date"),
        ({"trigger": {"filing": {"colour": "red"}}}, "trigger.filing: unknown entry colour."),
        ({"trigger": {"filing": {"method": "hand"}}}, "No date of receipt, postmark, sending or signature is given."),
        ({"calendar": {"festival_days": ["2025-03-05"]}}, "calendar: unknown entry festival_days."),
        ({"calendar": {"weekend": "Sunday"}}, "calendar.weekend: 'Sunday' is not a list of weekdays."),
    ],
)
def test_a_faulty_case_names_its_fault(parts, said):
    with pytest.raises(CaseError) as refusal:
        work_out(case(**parts))
    assert str(refusal.value).startswith(said)


@pytest.mark.parametrize("shapeless", [None, [], {}, {"id": "x"}, {"trigger": {"date": "2025-01-01"}, "calendar": 5}])
def test_what_is_not_a_case_is_refused(shapeless):
    with pytest.raises(CaseError):
        work_out(shapeless)
