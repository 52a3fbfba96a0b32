"""The submission key of a rendered form travels to the event its act records, where the database keeps it unique."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_key: ContextVar[uuid.UUID | None] = ContextVar("_submission", default=None)


class AlreadyDone(Exception):
    """This form was already sent; here is what it did."""

    def __init__(self, url: str) -> None:
        super().__init__(self.__doc__)
        self.url = url


@contextmanager
def submission_of_this_request(key: uuid.UUID | None) -> Iterator[None]:
    token = _key.set(key)
    try:
        yield
    finally:
        _key.reset(token)


def take_key() -> uuid.UUID | None:
    """The key of the form being handled, once: the first event takes it, later ones get none."""
    key = _key.get()
    _key.set(None)
    return key


def key_of_this_request() -> uuid.UUID | None:
    """The key of the form being handled, left where it is."""
    return _key.get()


def new_key() -> str:
    """A fresh key for the hidden field of a rendered form."""
    return str(uuid.uuid4())
