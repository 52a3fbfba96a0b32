"""Ask every page as one person, leave nothing behind, and compare what came back byte for byte."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction
from django.test import Client

METHODS = ("GET", "POST", "HX")
_HX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}

# What differs between two answers to the same question, and tells nothing.
_CLOCKS_AND_KEYS = [
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+'), rb"\1-"),
    (re.compile(rb'(name="submission" value=")[^"]+'), rb"\1-"),
    (re.compile(rb'("?X-CSRFToken"?: ?")[^"]+'), rb"\1-"),
    (re.compile(rb"/(CreationDate|ModDate) ?\([^)]*\)"), rb"/\1()"),
    (re.compile(rb'(data-session-[a-z-]+=")\d+'), rb"\1-"),
]
_HEADERS_THAT_COUNT = re.compile(r"(?i)^(date|session-ends-in|expires|last-modified|content-length)$")


@dataclass(frozen=True, slots=True)
class Answer:
    """One response with its clocks and one-time keys taken out."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    queries: int = field(compare=False, default=0)

    def without(self, *words: str) -> "Answer":
        """The same answer with what was asked for taken out, to compare two questions."""
        body, headers = self.body, self.headers
        for word in words:
            body = body.replace(word.encode(), b"?")
            headers = tuple((name, value.replace(word, "?")) for name, value in headers)
        return replace(self, body=body, headers=headers)


class Visitor:
    """A person's browser whose every request is taken back: no page it asks for changes what the next one shows."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.client.raise_request_exception = False

    def ask(self, address: str, method: str = "GET", data: dict | None = None) -> Answer:
        with transaction.atomic():
            questions = _Counter()
            with connection.execute_wrapper(questions):
                response = self._send(address, method, data or {})
                body = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return _scrubbed(response, body, questions.asked)

    def _send(self, address: str, method: str, data: dict):
        if method == "POST":
            return self.client.post(address, data)
        return self.client.get(address, data, headers=_HX if method == "HX" else None)


def response_map(visitor: Visitor, addresses: list[str], methods: tuple[str, ...] = METHODS) -> dict:
    """(method, address) -> answer, for every address."""
    return {(method, address): visitor.ask(address, method) for address in addresses for method in methods}


def differences(before: dict, after: dict) -> list[str]:
    """What a second look shows that the first did not: each one tells of something that should be hidden."""
    return [
        _difference(question, before[question], after[question])
        for question in before
        if before[question] != after[question]
    ]


def words_in(answer: Answer) -> bytes:
    """Every byte a person could read out of an answer: headers, text, the parts of workbooks, the streams of PDFs."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers).encode()
    return b"\n".join([head, answer.body, *_unpacked(answer.body)])


def leaks(answers: dict, tokens: list[str]) -> list[str]:
    """Which question was answered with a hidden word."""
    found = []
    for (method, address), answer in answers.items():
        text = words_in(answer).lower()
        found += [f"{method} {address} shows {token}" for token in tokens if token.lower().encode() in text]
    return found


class _Counter:
    """Counts what is asked of the database, without keeping it."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked += 1
        return execute(sql, params, many, context)


def _scrubbed(response, body: bytes, queries: int) -> Answer:
    if body[:2] == b"PK":
        body = _plain_workbook(body)
    for pattern, put in _CLOCKS_AND_KEYS:
        body = pattern.sub(put, body)
    headers = sorted((name, value) for name, value in response.items() if not _HEADERS_THAT_COUNT.match(name))
    cookies = sorted(f"{name}" for name in response.cookies)
    return Answer(response.status_code, (*headers, ("cookies", " ".join(cookies))), body, queries)


def _plain_workbook(body: bytes) -> bytes:
    """A zip's own clocks are noise: its parts in order, without the time of saving."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        for name in sorted(file.namelist()):
            text = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\1", file.read(name))
            parts.append(name.encode() + b"\n" + text)
    return b"\n".join(parts)


def _unpacked(body: bytes) -> list[bytes]:
    if body[:5] != b"%PDF-":
        return []
    return [*_pdf_streams(body), _pdf_text(body)]


def _pdf_streams(body: bytes) -> list[bytes]:
    streams = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
        try:
            streams.append(zlib.decompressobj().decompress(match[1]))
        except zlib.error:
            continue
    return streams


def _pdf_text(body: bytes) -> bytes:
    import pypdf

    paper = pypdf.PdfReader(io.BytesIO(body))
    pages = [page.extract_text() for page in paper.pages]
    facts = [str(value) for value in (paper.metadata or {}).values()]
    attached = [content.decode(errors="replace") for files in paper.attachments.values() for content in files]
    return "\n".join([*pages, *facts, *attached, *_outline(paper.outline)]).encode()


def _outline(entries: list) -> list[str]:
    return [line for each in entries for line in (_outline(each) if isinstance(each, list) else [str(each.title)])]


def _difference(question: tuple[str, str], before: Answer, after: Answer) -> str:
    what = " ".join(question)
    if before.status != after.status:
        return f"{what}: {before.status} became {after.status}"
    if before.headers != after.headers:
        return f"{what}: headers {set(after.headers) ^ set(before.headers)}"
    old, new = before.body.splitlines(), after.body.splitlines()
    line = next((pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]), (b"", b""))
    return (
        f"{what}: {len(before.body)} bytes became {len(after.body)}; first {line[0][:120]!r} became {line[1][:120]!r}"
    )
