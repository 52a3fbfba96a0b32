"""`manage.py import_grievances LOG.xlsx --as somebody@office.example`: import an existing grievance log."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from grievances.log_reading.columns import BY_KEY, UnknownColumn, checked, guessed
from grievances.log_reading.facts import Finding
from grievances.operations.importing import CheckedLog, check_log, take_in_log
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.documents.refusals import FileRefused
from laborrel.documents.uploaded_rows import Reading, read_rows
from laborrel.people.models import User

SHOWN = 200


class Command(BaseCommand):
    help = "Import an existing grievance log (.xlsx or .csv): whole or not at all; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("log", type=Path, help="the log, an Excel workbook (.xlsx) or a CSV file")
        parser.add_argument(
            "--as", dest="email", required=True, metavar="EMAIL", help="who takes it in, in whose reach"
        )
        parser.add_argument("--sheet", default="", help="the sheet of the workbook; by default the first with anything")
        parser.add_argument(
            "--map", type=Path, metavar="MAPPING.json", help='which heading is which column: {"heading": "column"}'
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *, log: Path, email: str, dry_run: bool, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody with the address {email} has an open account here.")
        upload = _read(log, options["sheet"])
        mapping = _mapping(upload, options["map"])
        try:
            with reading_as(user):
                found = check_log(upload=upload, mapping=mapping, by=user, at=timezone.now())
                if not found.reading.has_faults and not dry_run:
                    found = take_in_log(checked=found, file_name=log.name, by=user, at=timezone.now())
        except NotPermitted as refusal:
            raise CommandError(str(refusal)) from refusal
        is_taken_in = not dry_run and not found.reading.has_faults
        self.stdout.write(
            _as_json(found, mapping, is_taken_in) if options["json"] else _in_words(found, is_taken_in, dry_run)
        )
        if found.reading.has_faults:
            sys.exit(1)


def _read(log: Path, sheet: str) -> Reading:
    try:
        return read_rows(log.read_bytes(), name=log.name, sheet=sheet)
    except FileRefused as refusal:
        raise CommandError(f"{log.name}: {refusal}") from refusal
    except OSError as fault:
        raise CommandError(f"{log} cannot be opened: {fault.strerror}.") from fault


def _mapping(upload: Reading, path: Path | None) -> dict[str, str]:
    """The guess, with the headings the mapping file names taken as it says."""
    mapping = guessed(upload.headings)
    if path is None:
        return mapping
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise CommandError(f"The mapping {path} cannot be read: {fault}.") from fault
    if not isinstance(said, dict) or not all(isinstance(word, str) for pair in said.items() for word in pair):
        raise CommandError(f'The mapping {path} must look like {{"heading": "column"}}. Columns: {", ".join(BY_KEY)}.')
    taken = set(said.values())
    merged = {heading: "" if key in taken else key for heading, key in mapping.items()} | said
    try:
        return checked(merged, upload.headings)
    except UnknownColumn as fault:
        raise CommandError(f"{fault} Columns: {', '.join(BY_KEY)}.") from fault


def _as_json(found: CheckedLog, mapping: dict[str, str], is_taken_in: bool) -> str:
    return json.dumps(
        {
            "taken_in": is_taken_in,
            **found.counts(),
            "mapping": mapping,
            "findings": [finding.as_data() for finding in found.findings],
        },
        ensure_ascii=False,
    )


def _in_words(found: CheckedLog, is_taken_in: bool, dry_run: bool) -> str:
    findings = found.findings
    lines = [_sentence(finding) for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"... and {len(findings) - SHOWN:,} more findings; --json prints them all.")
    counts = found.counts()
    lines.append(
        f"{counts['lines']:,} lines: {counts['new']:,} new, {counts['unchanged']:,} unchanged, "
        f"{counts['differing']:,} differing, {counts['faulty']:,} with faults."
    )
    if found.reading.has_faults:
        lines.append("Nothing was taken in. Correct the faults in the log and run it again.")
    elif is_taken_in:
        lines.append(f"Taken in: {counts['new']:,} cases.")
    elif dry_run:
        lines.append("A dry run: nothing was written.")
    return "\n".join(lines)


def _sentence(finding: Finding) -> str:
    where = f"Line {finding.line}, {finding.column}" if finding.column else f"Line {finding.line}"
    if finding.line == 0:
        where = f"Column “{finding.column}”" if finding.column else "The file"
    kind = "" if finding.is_fault else "(remark) "
    return f"{kind}{where}: {finding.says} {finding.do}".rstrip()
