"""Production refuses to start without each thing it needs, and names it."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

COMPLETE = {
    "LABORREL_SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "LABORREL_ALLOWED_HOSTS": "laborrel.example.gov",
    "LABORREL_DATABASE_URL": "postgresql://lr_app:secret@db.example.gov/laborrel",
    "LABORREL_MAIL_FROM": "labor-relations@example.gov",
    "LABORREL_MAIL_HOST": "mail.example.gov",
    "LABORREL_FILES_DIR": "/srv/laborrel/files",
}


@pytest.fixture
def environment(monkeypatch):
    import os

    for name in [name for name in os.environ if name.startswith("LABORREL_")]:
        monkeypatch.delenv(name)
    for name, value in COMPLETE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def production() -> dict[str, object]:
    return runpy.run_module("laborrel.settings.production")


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_each_missing_value_is_named(environment, name):
    environment.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=name):
        production()


@pytest.mark.parametrize("name", ["LABORREL_FILES_ACCESS_KEY", "LABORREL_FILES_SECRET_KEY"])
def test_object_storage_needs_its_keys(environment, name):
    environment.setenv("LABORREL_FILES_BUCKET", "laborrel")
    for key in {"LABORREL_FILES_ACCESS_KEY", "LABORREL_FILES_SECRET_KEY"} - {name}:
        environment.setenv(key, "given")
    with pytest.raises(ImproperlyConfigured, match=name):
        production()


@pytest.mark.parametrize("name", ["LABORREL_DATABASE_URL", "LABORREL_OWNER_DATABASE_URL"])
def test_the_embedded_database_is_refused(environment, name):
    environment.setenv(
        name, "postgresql://lr_app@/laborrel?host=%2Fsrv%2F.local%2Fpostgres%2Fdemonstration%2Fsocket-18"
    )
    with pytest.raises(ImproperlyConfigured, match="embedded demonstration database"):
        production()


def test_a_secret_may_stand_in_a_file(environment, tmp_path):
    environment.delenv("LABORREL_SECRET_KEY")
    environment.setenv("LABORREL_SECRET_KEY_FILE", str(tmp_path / "secret_key"))
    with pytest.raises(ImproperlyConfigured, match=r"LABORREL_SECRET_KEY_FILE names .* No such file"):
        production()
    (tmp_path / "secret_key").write_text("from a file\n")
    assert production()["SECRET_KEY"] == "from a file"


def test_web_has_no_owner_and_the_migration_gives_up_a_lock_early(environment):
    assert list(production()["DATABASES"]) == ["default"]
    environment.setenv(
        "LABORREL_OWNER_DATABASE_URL", "postgresql://lr_owner:secret@db.example.gov/laborrel?sslmode=verify-full"
    )
    databases = production()["DATABASES"]
    assert (databases["default"]["USER"], databases["owner"]["USER"]) == ("lr_app", "lr_owner")
    assert databases["owner"]["OPTIONS"] == {
        "prepare_threshold": None,
        "options": "-c lock_timeout=5s",
        "sslmode": "verify-full",
    }


def test_cookies_and_transport_are_strict(environment):
    found = production()
    names = (
        "DEBUG",
        "LABORREL_DEMONSTRATION",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SECURE_HSTS_SECONDS",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
        "CSRF_TRUSTED_ORIGINS",
    )
    assert {name: found[name] for name in names} == {
        "DEBUG": False,
        "LABORREL_DEMONSTRATION": False,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        "CSRF_TRUSTED_ORIGINS": ["https://laborrel.example.gov"],
    }


def test_a_number_that_is_none_is_named(environment):
    environment.setenv("LABORREL_TRUSTED_PROXIES", "one")
    with pytest.raises(ImproperlyConfigured, match="LABORREL_TRUSTED_PROXIES must be a whole number, not 'one'"):
        production()
