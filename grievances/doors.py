"""Addresses of the pages of a case; a page this house does not have yet leads nowhere and is not offered."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def door(url_name: str, *args: Any) -> str:
    """The URL, or an empty string where there is no such page."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def verb_door(verb: str, number: str) -> str:
    return door(f"grievances:{verb}", number)
