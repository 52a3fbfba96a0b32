"""kill -9 of web server, worker and PostgreSQL in mid-write: what was acknowledged is there, once, and whole."""

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connections

from tests.faults.agency import Agency, agency
from tests.faults.filers import Filer
from tests.faults.prepare import CASES

KILLS = ("web", "worker", "postgres", "web", "worker", "postgres", "web", "worker", "postgres", "web")
ROUNDS = int(os.environ.get("LABORREL_KILL_ROUNDS", "1"))
OURS = "task_name NOT LIKE '%%abandoned%%'"  # the job that looks after the others comes every minute
CLERICAL = ("holder", "same_unit", "senior")


@pytest.fixture(scope="module")
def stormy(django_db_setup: None) -> Iterator[Agency]:
    """An agency after the storm: at least ten kills while six people filed and the worker worked."""
    place = connections["owner"].settings_dict
    url = f"postgresql://lr_backup@/{place['NAME']}?host={quote(str(place['HOST']), safe='')}"
    with agency(url) as made:
        yield made


@pytest.fixture(scope="module")
def filers(stormy: Agency) -> list[Filer]:
    unit = stormy.run("tests.faults.prepare").strip()
    stop = threading.Event()
    people = [Filer(stormy.address, f"{CLERICAL[each % 3]}@example.test", unit, stop) for each in range(6)]
    threads = [threading.Thread(target=person.work, daemon=True) for person in people]
    stormy.start_web()
    stormy.run("tests.faults.plan_jobs")
    stormy.start_worker()
    for thread in threads:
        thread.start()
    for kill in KILLS * ROUNDS:
        _wait_for_work(people)
        _strike(stormy, kill)
    _wait_for_work(people)
    stop.set()
    for thread in threads:
        thread.join(60)
    _let_the_worker_finish(stormy)
    return people


def _wait_for_work(people: list[Filer]) -> None:
    """The next blow falls while people are filing: after another handful of acknowledged cases."""
    wanted = sum(len(person.acknowledged) for person in people) + 8
    until = time.monotonic() + 60
    while sum(len(person.acknowledged) for person in people) < wanted:
        assert time.monotonic() < until, "nobody could file any more"
        time.sleep(0.02)


def _strike(stormy: Agency, kill: str) -> None:
    if kill == "web":
        stormy.kill_web()
        stormy.start_web()
    elif kill == "worker":
        stormy.run("tests.faults.plan_jobs")
        stormy.kill_worker()
        stormy.start_worker()
    else:
        stormy.kill_postgres()
        if stormy.worker is not None and not stormy.worker.is_alive():
            stormy.start_worker()


def _let_the_worker_finish(stormy: Agency) -> None:
    """What was left half-done is taken up within a minute by the job that looks after abandoned ones."""
    stormy.run("tests.faults.plan_jobs")
    until = time.monotonic() + 120
    waiting = f"SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND {OURS}"
    while stormy.ask(waiting)[0][0]:
        if stormy.worker is None or not stormy.worker.is_alive():
            stormy.start_worker()
        assert time.monotonic() < until, stormy.worker.last_words() if stormy.worker else ""
        time.sleep(0.5)


def test_there_was_a_storm(stormy, filers):
    assert len(stormy.kills) >= 10
    assert set(stormy.kills) == {"web", "worker", "postgres"}
    assert sum(person.sent_again for person in filers) > 0
    assert sum(len(person.acknowledged) for person in filers) >= 80


def test_every_acknowledged_number_is_there_once(stormy, filers):
    acknowledged = [number for person in filers for number in person.acknowledged]
    assert max(Counter(acknowledged).values()) == 1, "two people were given one number"
    kept = [number for (number,) in stormy.ask("SELECT number FROM grievances_grievance")]
    assert max(Counter(kept).values()) == 1
    assert set(acknowledged) <= set(kept)


def test_numbers_have_no_gap_and_the_counter_agrees(stormy, filers):
    counters = stormy.ask("SELECT year, last FROM grievances_casecounter WHERE series = ''")
    for year, last in counters:
        rows = stormy.ask("SELECT number FROM grievances_grievance WHERE number LIKE %s", f"{year}-%")
        assert sorted(number for (number,) in rows) == sorted(f"{year}-{each:04d}" for each in range(1, last + 1))


def test_one_form_made_one_case_though_it_was_sent_again(stormy, filers):
    keys = [key for person in filers for key in person.keys]
    made = stormy.ask("SELECT submission::text, label FROM audit_event WHERE submission IS NOT NULL")
    assert len(keys) == len(set(keys))
    by_key = dict(made)
    assert len(by_key) == len(made)
    for person in filers:
        assert [by_key[key] for key in person.keys] == person.acknowledged


def test_nothing_is_half_written(stormy, filers):
    """Each case has its scope, its one event, and its first history row; each event of a case has its case."""
    half = stormy.ask(
        """
        SELECT g.number FROM grievances_grievance g
        WHERE g.scope_id IS NULL
           OR (SELECT count(*) FROM audit_event e WHERE e.label = g.number AND e.verb = 'grievances.receive'
               AND e.matter_id = g.id AND e.scope_id = g.scope_id) <> 1
           OR (SELECT count(*) FROM grievances_grievanceevent h WHERE h.pgh_obj_id = g.id AND h.pgh_label = 'insert'
               AND h.scope_id = g.scope_id) <> 1
        """
    )
    orphans = stormy.ask(
        "SELECT label FROM audit_event WHERE verb = 'grievances.receive'"
        " AND matter_id NOT IN (SELECT id FROM grievances_grievance)"
    )
    assert (half, orphans) == ([], [])


def test_the_night_s_work_was_done_once_in_effect(stormy, filers):
    lapses = stormy.ask("SELECT label, count(*) FROM audit_event WHERE verb = 'grievances.lapse' GROUP BY label")
    assert len(lapses) == CASES
    assert {count for _, count in lapses} == {1}
    doubled = stormy.ask(
        "SELECT grievance_id, step, clock FROM grievances_duedate WHERE superseded_at IS NULL"
        " GROUP BY 1, 2, 3 HAVING count(*) > 1"
    )
    assert doubled == []


def test_each_person_s_digest_was_sent_once(stormy, filers):
    sent = stormy.ask("SELECT user_id, day, count(*) FROM home_digestsent GROUP BY 1, 2")
    assert sent != []
    assert {count for _, _, count in sent} == {1}


def test_no_job_is_left_behind(stormy, filers):
    left = stormy.ask(
        "SELECT task_name, status::text FROM procrastinate_jobs"
        f" WHERE status NOT IN ('succeeded', 'aborted') AND {OURS}"
    )
    assert left == []
