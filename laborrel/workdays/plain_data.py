"""Frozen dataclasses to plain JSON data and back, so that rules and explanations can be stored, sent and compared."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

UNSTORED = {"stored": False}
"""Field metadata of what can be rebuilt or is only a convenience: left out of the plain data."""


class UnreadableData(ValueError):
    """The stored data does not have the form this record needs."""


def to_plain(value: Any) -> Any:
    """Plain JSON data (str, int, float, bool, None, list, dict) of a dataclass, enum, date, time or collection.

    Fields equal to their default are left out, so that a stored rule shows only what it says.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value) if _is_worth_storing(f, value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain[T](kind: type[T], data: Any) -> T:
    """The record of `kind` that `data` describes.

    Raises UnreadableData naming the field when a key is unknown, a value is missing or has the wrong form.
    """
    read: T = _read(kind, data, kind.__name__)
    return read


def _is_worth_storing(field: "Field[Any]", owner: Any) -> bool:
    if field.metadata.get("stored") is False:
        return False
    value = getattr(owner, field.name)
    if field.default is not MISSING:
        return bool(value != field.default)
    if field.default_factory is not MISSING:
        return bool(value != field.default_factory())
    return True


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), data, where)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item, where) for item in _checked(data, list, where))
    if origin is frozenset:
        return frozenset(_read(get_args(kind)[0], item, where) for item in _checked(data, list, where))
    if origin is not None and issubclass(origin, Mapping):
        key_kind, value_kind = get_args(kind)
        pairs = _checked(data, dict, where).items()
        return {_read(key_kind, key, where): _read(value_kind, value, where) for key, value in pairs}
    if is_dataclass(kind):
        return _read_record(kind, _checked(data, dict, where), where)
    return _read_scalar(kind, data, where)


def _read_union(choices: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and type(None) in choices:
        return None
    chosen = [choice for choice in choices if choice is not type(None)]
    return _read(chosen[0], data, where)


def _read_record(kind: Any, data: dict[str, Any], where: str) -> Any:
    stored = {f.name for f in fields(kind) if f.metadata.get("stored") is not False}
    if unknown := sorted(set(data) - stored):
        raise UnreadableData(f"{where}: unknown entry {', '.join(unknown)}.")
    values = {name: _read(_hints(kind)[name], item, f"{where}.{name}") for name, item in data.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise UnreadableData(f"{where}: {error}.") from error


def _read_scalar(kind: Any, data: Any, where: str) -> Any:
    try:
        if isinstance(data, str) and issubclass(kind, date | time):
            return kind.fromisoformat(data)
        if issubclass(kind, Enum):
            return kind(data)
    except ValueError as error:
        raise UnreadableData(f"{where}: {data!r} is not a {kind.__name__}.") from error
    if kind is int and isinstance(data, str) and data.lstrip("-").isdigit():
        return int(data)
    return _checked(data, kind, where)


def _checked(data: Any, kind: type, where: str) -> Any:
    is_flag_for_number = isinstance(data, bool) and kind is not bool
    if not isinstance(data, kind) or is_flag_for_number:
        raise UnreadableData(f"{where}: {data!r} is not a {kind.__name__}.")
    return data
