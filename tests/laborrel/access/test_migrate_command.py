"""`manage.py migrate` runs as the owner unless told otherwise."""

import pytest
from django.core.management.base import CommandParser
from django.db import connections

from laborrel.access.management.commands import migrate


def chosen(*arguments: str) -> str:
    parser = migrate.Command().create_parser("manage.py", "migrate")
    assert isinstance(parser, CommandParser)
    return parser.parse_args(arguments).database


def test_migrate_runs_as_the_owner() -> None:
    assert chosen() == "owner"


@pytest.mark.parametrize("alias", ["default", "owner"])
def test_another_alias_is_taken_when_it_is_named(alias) -> None:
    assert chosen("--database", alias) == alias


def test_without_an_owner_it_is_django_s_own(monkeypatch) -> None:
    monkeypatch.setitem(connections.settings, "owner", None)
    monkeypatch.delitem(connections.settings, "owner")
    assert chosen() == "default"


def test_it_is_the_command_django_finds() -> None:
    from django.core.management import get_commands

    assert get_commands()["migrate"] == "laborrel.access"
