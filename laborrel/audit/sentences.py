"""An event in English: each app says, verb by verb, how its events read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from laborrel.audit.models import Event

Words = Callable[[dict[str, Any]], str]

_words: dict[str, Words] = {}


def says(verb: str) -> Callable[[Words], Words]:
    """Declare how an event of this verb reads, after the name of the person: "answered the grievance: denied"."""

    def register(words: Words) -> Words:
        if verb in _words:
            raise ValueError(f"{verb} has its words already.")
        _words[verb] = words
        return words

    return register


def phrase(verb: str, template: str) -> None:
    """The short form of `says` for verbs whose words are one template over the event's data."""
    says(verb)(lambda data: template.format_map(_Shown(data)))


def sentence(event: Event) -> str:
    """Reads like: Ada Example answered the grievance at Step 2: denied. An unknown verb reads as itself."""
    words = _words.get(event.verb)
    said = words(event.data) if words else event.verb.rpartition(".")[2].replace("_", " ")
    return f"{event.by.full_name} {said.rstrip('.')}."


def known_verbs() -> frozenset[str]:
    return frozenset(_words)


class _Shown(dict[str, Any]):
    """The event's data as a person reads it: dates with their weekday, missing facts as an empty string."""

    def __missing__(self, key: str) -> str:
        return ""

    def __getitem__(self, key: str) -> str:
        return shown(super().__getitem__(key)) if key in self else self.__missing__(key)


def shown(value: Any) -> str:
    """A stored plain value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(shown(each) for each in value)
    try:
        return f"{date.fromisoformat(value):%a %-d %b %Y}"
    except (TypeError, ValueError):
        return str(value)


def money(cents: Any) -> str:
    return f"${int(cents or 0) / 100:,.2f}"


phrase("access.open_scope", "opened it to a team of its own")
phrase("access.grant", "let {to} in ({levels})")
phrase("access.revoke", "took back the access of {of}")
phrase("access.deny", "kept {user} out because of a conflict of interest")
phrase("access.lift_denial", "let {user} back in after a conflict of interest")
phrase("access.break_glass", "broke the glass until {until}, saying: {reason}")
phrase("access.close_glass", "closed the broken glass")
phrase("access.open_account", "opened an account for {who} ({roles})")
phrase("access.give_roles", "gave {who} the roles {roles}")
phrase("access.close_account", "closed the account of {who}")
phrase("access.reopen_account", "opened the account of {who} again")
