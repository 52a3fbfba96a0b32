"""People who file through the real pages while everything around them is being killed, and never give up a form."""

import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar

PASSWORD = "a long enough pass phrase"
BROKEN = (OSError, HTTPException, urllib.error.URLError)


class NotNow(Exception):
    """The server did not answer, or answered that it could not."""


@dataclass
class Filer:
    """One browser. A form that was not acknowledged is sent again, the same form, until it is."""

    address: str
    email: str
    unit: str
    stop: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    sent_again: int = 0

    def __post_init__(self) -> None:
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), _Stay())

    def work(self) -> None:
        self._until_done(self._sign_in)
        while not self.stop.is_set():
            form = self._until_done(self._form)
            if form is None:
                return
            number = self._until_done(lambda form=form: self._send(form))
            if number is not None:
                self.acknowledged.append(number)
                self.keys.append(form["submission"])

    def _until_done(self, step):
        """Try until it is done. After the signal to stop a form under way is still finished, within reason."""
        last = None
        while last is None or time.monotonic() < last:
            try:
                return step()
            except NotNow:
                self.sent_again += 1
                time.sleep(0.1)
            if self.stop.is_set() and last is None:
                last = time.monotonic() + 30
        return None

    def _sign_in(self) -> bool:
        page = self._get("/sign-in/")
        typed = {"login": self.email, "password": PASSWORD, "csrfmiddlewaretoken": _value(page, "csrfmiddlewaretoken")}
        status, _ = self._post("/sign-in/", typed)
        if status != 302:
            raise NotNow
        return True

    def _form(self) -> dict[str, str]:
        page = self._get("/grievances/new/")
        today = time.strftime("%m/%d/%Y", time.gmtime(time.time() - 24 * 3600))
        return {
            "csrfmiddlewaretoken": _value(page, "csrfmiddlewaretoken"),
            "submission": _value(page, "submission"),
            "unit": self.unit,
            "received_on": today,
            "method": "hand",
        }

    def _send(self, form: dict[str, str]) -> str:
        status, place = self._post("/grievances/new/", form)
        number = re.search(r"/grievances/(\d{4}-\d+)/", place)
        if status != 302 or number is None:
            raise NotNow
        return number[1]

    def _get(self, path: str) -> str:
        status, text = self._ask(urllib.request.Request(self.address + path))  # noqa: S310 - our own server
        if status != 200:
            raise NotNow
        return text

    def _post(self, path: str, typed: dict[str, str]) -> tuple[int, str]:
        """(status, where it leads)."""
        request = urllib.request.Request(self.address + path, urllib.parse.urlencode(typed).encode())  # noqa: S310
        try:
            with self.browser.open(request, timeout=20) as answer:
                return answer.status, answer.headers.get("Location", "")
        except BROKEN as broken:
            raise NotNow from broken

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.browser.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except BROKEN as broken:
            raise NotNow from broken


class _Stay(urllib.request.HTTPErrorProcessor):
    """A redirection is an answer like any other."""

    def http_response(self, request, response):
        return response

    https_response = http_response


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)
    if found is None:
        raise NotNow
    return found[1]
