"""What `make run` asks before it loads anything: is there a loader, are there people, did the command work."""

import os
from pathlib import Path

import pytest

from laborrel.launch import local_postgres, office, restore


def an_office(project_dir: Path, urls: local_postgres.Urls) -> office.Office:
    return office.Office(project_dir, dict(os.environ), urls)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("laborrel/home/management/commands", True),
        ("grievances/management/commands", True),
        ("tests/commands", False),
    ],
)
def test_the_loader_is_found_where_an_app_keeps_it(tmp_path, urls, place, expected):
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "demonstration_office.py").touch()
    assert an_office(tmp_path, urls).has_loader() is expected


@pytest.mark.parametrize(("people", "expected"), [([], False), ([("true",)], False), ([("true",), ("false",)], True)])
def test_an_office_with_service_accounts_alone_has_no_people(tmp_path, office_with_people, people, expected):
    urls, fill = office_with_people
    fill(people)
    assert an_office(tmp_path, urls).has_people() is expected


@pytest.fixture
def office_with_people(urls, owner):
    [(name,)] = owner.execute("SELECT current_database()").fetchall()
    owner.execute("CREATE TABLE people_user (is_service boolean)")

    def fill(rows):
        for (is_service,) in rows:
            owner.execute(f"INSERT INTO people_user VALUES ({is_service})")

    return local_postgres.Urls(*(restore.at(url, name) for url in (urls.app, urls.owner, urls.backup))), fill


def test_a_failing_command_ends_the_run_with_its_own_words(tmp_path, urls):
    (tmp_path / "manage.py").write_text("print('the disk is full'); raise SystemExit(1)")
    with pytest.raises(office.OfficeDidNotStart, match="the disk is full"):
        an_office(tmp_path, urls).manage("migrate")
