"""Read what the installation decides: from the environment, or from a file named by it (a mounted secret)."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def required(name: str) -> str:
    """The value, or a refusal to start that names what is missing. Secrets have no default, ever."""
    value = optional(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE, the path of a file that holds it).")
    return value


def optional(name: str, default: str = "") -> str:
    """The value of NAME, else the content of the file named by NAME_FILE, else the default."""
    if value := os.environ.get(name):
        return value
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return default
    try:
        return Path(file).read_text().strip()
    except OSError as fault:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read: {fault.strerror}.") from fault


def words(text: str) -> list[str]:
    """Names separated by commas or spaces."""
    return text.replace(",", " ").split()


def whole_number(name: str, default: int) -> int:
    """A count, or a refusal to start that names the variable."""
    text = optional(name, str(default))
    if not text.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {text!r}.")
    return int(text)
