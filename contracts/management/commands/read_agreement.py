"""`manage.py read_agreement FILE [FILE...] [--json]`: the outline of agreements, straight from their files.

With --json each file gives one line, a JSON document {"document", "entries"}; the entries use the words of the tables
beside the reference contracts: kind, number, title, page, offset and depth. Nothing is stored, no database is touched.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contracts.agreement_files import UnreadableAgreement, pages_of
from contracts.clause_text.reading import Entry, Reading, read


class Command(BaseCommand):
    """Read each file; one that cannot be read is named with the reason and does not stop the others."""

    help = "Print the articles, sections and clauses of agreements (PDF, .docx, .txt, .md) with page and offset."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an agreement: PDF, .docx, .txt or .md")
        parser.add_argument("--json", action="store_true", help="print one JSON document per file, each on one line")

    def handle(self, *args: Any, **options: Any) -> None:
        unread = 0
        for path in options["files"]:
            try:
                reading = read(pages_of(path))
            except UnreadableAgreement as refusal:
                unread += 1
                self.stderr.write(f"{path}: {refusal}")
                continue
            self.stdout.write(as_json(path.name, reading) if options["json"] else outline(path.name, reading))
        if unread:
            count = len(options["files"])
            raise CommandError(
                f"{unread} of {count} {'file' if count == 1 else 'files'} could not be read.", returncode=1
            )


def as_json(document: str, reading: Reading) -> str:
    """One reading as one line of JSON."""
    return json.dumps({"document": document, "entries": [_as_data(entry) for entry in reading.entries]})


def _as_data(entry: Entry) -> dict[str, str | int]:
    return {
        "kind": entry.kind,
        "number": entry.number,
        "title": entry.title,
        "page": entry.page,
        "offset": entry.offset,
        "depth": entry.depth,
    }


def outline(document: str, reading: Reading) -> str:
    """One reading as a person reads it: indented by depth, the page at the end of each line."""
    lines = [document]
    for entry in reading.entries:
        name = entry.number if entry.kind == "appendix" else f"{entry.kind} {entry.number}".strip()
        title = f"  {entry.title}" if entry.title else ""
        lines.append(f"{'  ' * (entry.depth + 1)}{name}{title}  (page {entry.page})")
    if not reading.entries:
        lines.append("  No article, section or clause was recognised.")
    return "\n".join(lines) + "\n"
