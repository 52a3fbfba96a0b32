"""What development and test settings share: the embedded database and a secret key that survives a restart."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from laborrel.launch.local_postgres import Urls, ensure


def database_urls(project_dir: Path, *, throwaway: bool) -> Urls:
    """The given databases, or the project's own embedded cluster."""
    app = os.environ.get("LABORREL_DATABASE_URL")
    if app is None:
        return ensure(project_dir, throwaway=throwaway)
    owner = os.environ.get("LABORREL_OWNER_DATABASE_URL", "")
    return Urls(app=app, owner=owner, backup=os.environ.get("LABORREL_BACKUP_DATABASE_URL", ""))


def kept_secret_key(path: Path) -> str:
    """A random key written once for its owner's eyes only, so that sessions live through a restart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:  # private from birth
            file.write(secrets.token_urlsafe(64))
            file.flush()
            with contextlib.suppress(FileExistsError):  # another process was first: its key counts
                os.link(file.name, path)
    return path.read_text()
