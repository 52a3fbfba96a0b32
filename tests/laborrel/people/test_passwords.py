"""Which passwords stand and which are refused, in one table."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from laborrel.people.models import User
from laborrel.people.passwords import too_common, weakness

PERSON = User(email="jo.rivera@cityofelmford.gov", full_name="Josefina Rivera", job_title="Analyst")

STANDS = [
    "seven quiet filing cabinets",
    "kettle over the red barn",
    "ortho nine plum venue",
    "7392881211235531",  # figures alone are fine when they are not a run or a year
    "ωμεγα στο παλιό λιμάνι",
    "}#{$&*(^%~=+[]:;<",  # signs alone too
    "q" * 3 + "mffthelion vase trout",
    "Tangerine-Bicycle-Monsoon",
    "x" * 2 + "tundra gravel spoon" + "y" * 107,
]
REFUSED = {
    "short": "at least 15",
    "fourteen chars": "at least 15",
    "tundra gravel spoon" + "y!" * 55: "at most 128",
    "passwordpassword": "common passwords",
    "Password-Password": "common passwords",
    "correcthorsebatterystaple": "common passwords",
    "1qaz2wsx3edc4rfv": "common passwords",
    "Summer2026Summer2026": "easy to guess",
    "Winter2025!!!!!!": "easy to guess",
    "March2026March2027": "easy to guess",
    "laborrel2026!!!!": "easy to guess",
    "L4b0rR3lati0n$2026": "easy to guess",
    "Grievance!2026!!": "easy to guess",
    "JosefinaRivera1!": "easy to guess",
    "jo.rivera@cityofelmford.gov": "easy to guess",
    "Elmford2026Elmford": "easy to guess",
    "aaaaaaaaaaaaaaaaaa": "easy to guess",
    "abcabcabcabcabcabc": "easy to guess",
    "qwertyuiop[]asdfgh": "common passwords",
    "09876543210987654": "easy to guess",
    "bananabananabanana": "easy to guess",
}


@pytest.mark.parametrize("password", STANDS)
def test_a_long_password_stands_whatever_it_is_made_of(password, settings):
    settings.LABORREL_EMPLOYER_WORDS = ["City of Elmford"]
    assert validate_password(password, PERSON) is None


@pytest.mark.parametrize(("password", "why"), REFUSED.items())
def test_a_guessable_password_is_refused_and_told_why(password, why, settings):
    settings.LABORREL_EMPLOYER_WORDS = ["City of Elmford"]
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, PERSON)
    assert why in " ".join(refusal.value.messages)


def test_the_own_list_is_in_lower_case_and_long_enough_to_matter():
    assert {word for word in too_common() if word != word.lower()} == set()
    assert len(too_common()) > 150


def test_only_known_words_make_a_password_weak():
    assert weakness("elmford river bank", known_words=[]) == ""
    assert weakness("elmford river bank", known_words=["elmford", "river", "bank"]).startswith("This password is easy")
