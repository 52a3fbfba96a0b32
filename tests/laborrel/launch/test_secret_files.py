"""Secrets are written once, private to the installation, and agree with each other."""

import stat

from laborrel.launch import secret_files

NAMES = {
    "administrator_password",
    "app_password",
    "backup_password",
    "backup_database_url",
    "database_url",
    "files_access_key",
    "files_secret_key",
    "mail_password",
    "oidc_client_secret",
    "owner_database_url",
    "owner_password",
    "secret_key",
}


def test_every_secret_is_written_once_and_kept(tmp_path):
    place = tmp_path / "secrets"
    assert set(secret_files.write(place)) == NAMES
    first = {path.name: path.read_text() for path in place.iterdir()}
    assert secret_files.write(place) == []
    assert {path.name: path.read_text() for path in place.iterdir()} == first
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_addresses_carry_the_passwords_of_their_roles(tmp_path):
    secret_files.write(tmp_path, database_host="db.example.gov")
    password = (tmp_path / "app_password").read_text().strip()
    assert (
        tmp_path / "database_url"
    ).read_text() == f"postgresql://lr_app:{password}@db.example.gov/laborrel?prepare_threshold=1\n"
    assert len((tmp_path / "secret_key").read_text()) > 80


def test_two_installations_share_nothing(tmp_path):
    secret_files.write(tmp_path / "one")
    secret_files.write(tmp_path / "two")
    same = [name for name in NAMES if (tmp_path / "one" / name).read_text() == (tmp_path / "two" / name).read_text()]
    assert sorted(same) == ["mail_password", "oidc_client_secret"]  # empty: the agency is given them by others
