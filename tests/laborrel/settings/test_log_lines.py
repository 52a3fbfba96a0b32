"""A log line says where and what kind, never what somebody wrote."""

import json
import logging
import sys

from laborrel.settings.log_lines import JsonLines


def line(name: str, message: str, **extra: object) -> dict[str, object]:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, None, extra.pop("exc_info", None))
    for key, value in extra.items():
        setattr(record, key, value)
    found = json.loads(JsonLines().format(record))
    del found["time"]
    return found


def test_an_exceptions_words_are_left_out_and_its_place_is_kept():
    try:
        raise ValueError("Key (email)=(ada@example.gov) already exists")
    except ValueError:
        found = line("laborrel", "Could not save.", exc_info=sys.exc_info())
    assert (found["exception"], found["message"], len(found["at"])) == ("ValueError", "Could not save.", 1)
    assert "ada" not in json.dumps(found)


def test_search_words_are_cut_off():
    found = line("django.request", "Not Found: /find?q=sealed+matter", status_code=404)
    assert found == {"level": "ERROR", "logger": "django.request", "message": "Not Found: /find", "status": 404}
