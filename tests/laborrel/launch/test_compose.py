"""The agency's compose file: no secret has a default, one service alone holds the owner's key, every command exists."""

import re
from pathlib import Path

import pytest
import yaml

from laborrel.launch import __main__ as command_line
from laborrel.launch import secret_files

PROJECT = Path(__file__).resolve().parents[3]
TEXT = (PROJECT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service["image"].startswith("laborrel:"))


def test_the_services_of_an_installation():
    assert sorted(SERVICES) == ["backup", "database", "files", "migrate", "proxy", "web", "worker"]
    assert OURS == ["backup", "migrate", "web", "worker"]
    assert SERVICES["web"]["deploy"] == {"replicas": 2}


def test_only_the_migration_holds_the_owners_key():
    holders = {
        secret: sorted(name for name, service in SERVICES.items() if secret in service.get("secrets", []))
        for secret in ("owner_database_url", "backup_database_url", "administrator_password")
    }
    assert holders == {
        "owner_database_url": ["migrate"],
        "backup_database_url": ["backup"],
        "administrator_password": ["database"],
    }


def test_every_secret_is_a_file_that_the_secrets_command_writes(tmp_path):
    written = set(secret_files.write(tmp_path))
    assert {name: secret["file"] for name, secret in COMPOSE["secrets"].items()} == {
        name: f"./secrets/{name}" for name in written
    }


def test_no_secret_stands_in_the_file_and_settings_without_default_are_asked_for():
    variables = dict(re.findall(r"\$\{(\w+)(:[?-][^}]*)?\}", TEXT))
    defaults = {name: rule for name, rule in variables.items() if not rule.startswith(":?")}
    assert defaults == {"LABORREL_MAIL_PORT": ":-587", "LABORREL_MAIL_USER": ":-"}
    assert [line for line in TEXT.splitlines() if re.search(r"(PASSWORD|KEY|URL): (?!\$\{)", line)] == []


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_lasting_service_is_watched_and_comes_back(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", OURS)
def test_our_containers_hold_as_little_as_they_can(name):
    service = SERVICES[name]
    found = (service["read_only"], service["cap_drop"], service["security_opt"], service["init"])
    assert found == (True, ["ALL"], ["no-new-privileges:true"], True)


@pytest.mark.parametrize("name", OURS)
def test_our_commands_exist(name):
    for words in (SERVICES[name]["command"], SERVICES[name].get("healthcheck", {}).get("test", [])):
        for launch in re.findall(r"laborrel\.launch ([^&;]+)", " ".join(words)):
            assert callable(command_line._parser().parse_args(launch.split()).command)


def test_mounted_files_exist():
    mounts = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])]
    missing = [mount for mount in mounts if mount.startswith("./laborrel") and not (PROJECT / mount).exists()]
    assert missing == []
