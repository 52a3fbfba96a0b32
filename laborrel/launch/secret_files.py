"""Write an installation's secrets once: long, random, one per file, the passwords inside the database addresses too."""

import os
import secrets
from pathlib import Path

PASSWORDS = ("administrator_password", "owner_password", "app_password", "backup_password")
GIVEN_BY_OTHERS = ("mail_password", "oidc_client_secret")  # empty until somebody writes what the agency was given
ADDRESSES = {  # role, its password, what is said behind the address
    "database_url": ("lr_app", "app_password", "?prepare_threshold=1"),
    "owner_database_url": ("lr_owner", "owner_password", ""),
    "backup_database_url": ("lr_backup", "backup_password", ""),
}


def write(directory: Path, *, database_host: str = "database") -> list[str]:
    """Write the files that are missing and name them; a file that exists is never touched.

    The directory is closed to everybody else; the files in it are not, because a container mounts each of them by
    itself and reads it as another user.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    written = [_once(directory / name, secrets.token_urlsafe(32)) for name in PASSWORDS]
    written.append(_once(directory / "secret_key", secrets.token_urlsafe(64)))
    written.append(_once(directory / "files_access_key", secrets.token_hex(10)))
    written.append(_once(directory / "files_secret_key", secrets.token_urlsafe(32)))
    written += [_once(directory / name, "") for name in GIVEN_BY_OTHERS]
    for name, (role, password_file, behind) in ADDRESSES.items():
        password = (directory / password_file).read_text().strip()
        written.append(_once(directory / name, f"postgresql://{role}:{password}@{database_host}/laborrel{behind}"))
    return [name for name in written if name]


def _once(path: Path, content: str) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return ""
    with os.fdopen(descriptor, "w") as file:
        file.write(content + "\n")
    return path.name
