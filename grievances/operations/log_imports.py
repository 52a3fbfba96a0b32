"""An uploaded log on its way: brought, its columns chosen, checked in short transactions, taken in in one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from grievances.access import IMPORT_LOG
from grievances.log_reading.columns import checked, guessed
from grievances.models import LogImport
from grievances.operations.importing import CheckedLog, LogChecker, check_log, take_in_log
from laborrel.access.guarded import require
from laborrel.documents.storage import fetch, keep
from laborrel.documents.uploaded_rows import Reading, read_rows

# Opens one transaction after the other in the reach of the person the work is for.
Turns = Callable[[], AbstractContextManager[Any]]

CHECKED_AT_ONCE = 250
_EXAMPLE = 60
_STATE = LogImport.State


class LogNotReady(Exception):
    """This log is being worked on, or is done. Look at it again."""


@transaction.atomic
def bring_log(*, name: str, content: bytes, by: Any, at: datetime) -> LogImport:
    """Keep an uploaded log with the columns guessed from its headings. Raises a FileRefused."""
    require(by, IMPORT_LOG)
    upload = read_rows(content, name=name)
    kept = keep(content)
    return LogImport.objects.create(
        file_name=name[-200:],
        storage_name=kept.storage_name,
        sha256=kept.sha256,
        headings=[[heading, _example(upload, heading)] for heading in upload.headings],
        mapping=guessed(upload.headings),
        rows_total=len(upload.rows),
        by=by,
        at=at,
    )


@transaction.atomic
def choose_columns(*, log: LogImport, mapping: Mapping[str, str], by: Any) -> LogImport:
    """Say which heading is which column; from here the log is checked. Raises UnknownColumn."""
    require(by, IMPORT_LOG)
    _refuse_unless(log, _STATE.UPLOADED, _STATE.CHECKING, _STATE.CHECKED, _STATE.REFUSED)
    log.mapping = checked(mapping, [heading for heading, _ in log.headings])
    log.state, log.rows_done, log.findings, log.summary = _STATE.CHECKING, 0, [], {}
    log.save(update_fields=["mapping", "state", "rows_done", "findings", "summary"])
    return log


@transaction.atomic
def ask_to_take_in(*, log: LogImport, by: Any) -> LogImport:
    """A checked log without faults may go in."""
    require(by, IMPORT_LOG)
    _refuse_unless(log, _STATE.CHECKED)
    if log.summary.get("faulty") or any(finding["is_fault"] for finding in log.findings):
        raise LogNotReady
    log.state = _STATE.RUNNING
    log.save(update_fields=["state"])
    return log


@transaction.atomic
def discard(*, log: LogImport, by: Any) -> None:
    """Give a log up: the file and everything found in it are removed. What was taken in stays."""
    require(by, IMPORT_LOG)
    _refuse_unless(log, *(state for state in _STATE if state is not _STATE.RUNNING))
    name = log.storage_name
    log.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def check_by_and_by(*, import_id: int, at: datetime, turn: Turns) -> None:
    """The dry run: some lines in each short transaction, so that the progress is seen and a stop loses little."""
    with turn() as by:
        log = LogImport.objects.get(pk=import_id)
        if log.state != _STATE.CHECKING:
            return
        upload = read_rows(fetch(log.storage_name, sha256=log.sha256), name=log.file_name)
        checker = LogChecker(upload, log.mapping, by, at)
    for start, rows in _portions(upload):
        with turn():
            checker.check(rows)
            LogImport.objects.filter(pk=import_id).update(rows_done=start + len(rows))
    with turn():
        _write_down(LogImport.objects.get(pk=import_id), checker.result(), _STATE.CHECKED)


def take_in(*, import_id: int, by: Any, at: datetime) -> None:
    """Read, check and write the log in the caller's one transaction: all of it, or nothing."""
    log = LogImport.objects.select_for_update().get(pk=import_id)
    if log.state != _STATE.RUNNING:
        return
    upload = read_rows(fetch(log.storage_name, sha256=log.sha256), name=log.file_name)
    found = check_log(upload=upload, mapping=log.mapping, by=by, at=at)
    if found.reading.has_faults:
        _write_down(log, found, _STATE.CHECKED)
        return
    done = take_in_log(checked=found, file_name=log.file_name, by=by, at=at)
    log.rows_done = log.rows_total
    _write_down(log, done, _STATE.DONE)


def note_failure(*, import_id: int, words: str) -> None:
    """The work stopped for a reason of its own: nothing was written, and the person is told."""
    LogImport.objects.filter(pk=import_id).exclude(state=_STATE.DONE).update(
        state=_STATE.REFUSED, summary={"failed": words[:400]}
    )


def _write_down(log: LogImport, found: CheckedLog, state: str) -> None:
    log.findings = [finding.as_data() for finding in found.findings]
    log.summary = found.counts()
    log.state = state
    log.save(update_fields=["findings", "summary", "state", "rows_done"])


def _refuse_unless(log: LogImport, *states: str) -> None:
    log.refresh_from_db()
    if log.state not in states:
        raise LogNotReady


def _portions(upload: Reading) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for start in range(0, len(upload.rows), CHECKED_AT_ONCE):
        yield start, upload.rows[start : start + CHECKED_AT_ONCE]


def _example(upload: Reading, heading: str) -> str:
    filled = (row[heading] for row in upload.rows[:50] if row[heading] is not None)
    cell = next(filled, "")
    words = f"{cell:%a %-d %b %Y}" if isinstance(cell, date) else " ".join(str(cell).split())
    return words[:_EXAMPLE]
