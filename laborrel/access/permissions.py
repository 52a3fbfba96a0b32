"""Permission names as typed symbols, each with the sentence a person reads and the roles that hold it at first."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a grant on a scope lets a person do with the rows of that scope."""

    VIEW = "view"
    WORK = "work"
    GRANT = "grant"


@dataclass(frozen=True, slots=True)
class Permission:
    """`name` is "app_label.codename"; a row is reached when its scope is granted at `level`."""

    name: str
    sentence: str
    level: Level
    held_by: tuple[str, ...]

    @property
    def app_label(self) -> str:
        return self.name.partition(".")[0]

    @property
    def codename(self) -> str:
        return self.name.partition(".")[2]

    def __str__(self) -> str:
        return self.name


_symbols: dict[str, Permission] = {}


def permission(name: str, sentence: str, *, level: Level = Level.WORK, held_by: Iterable[str] = ()) -> Permission:
    """Declare a permission once; a second declaration of the same name is a mistake."""
    if name in _symbols:
        raise ValueError(f"{name} is declared twice.")
    _symbols[name] = Permission(name, sentence, level, tuple(held_by))
    return _symbols[name]


def named(name: str) -> Permission:
    return _symbols[name]


def all_permissions() -> list[Permission]:
    return sorted(_symbols.values(), key=lambda symbol: symbol.name)
