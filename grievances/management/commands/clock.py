"""`manage.py clock CASES.json [--json]`: the due dates of worked examples, one line per case, without a database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from grievances.time_limits.case_format import CaseResult, work_out
from grievances.time_limits.case_reading import CaseError
from laborrel.workdays.wording import spoken


class Command(BaseCommand):
    """Work out each case; a faulty one is named and does not stop the others."""

    help = "Work out the due dates of the cases in a JSON file, with flags and explanation."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cases", type=Path, help="JSON file: a list of cases, or a record with a list called cases")
        parser.add_argument("--json", action="store_true", help="print one JSON line per case")

    def handle(self, *args: Any, **options: Any) -> None:
        faulty = 0
        for number, case in enumerate(_cases_in(options["cases"]), start=1):
            case_id = str(case.get("id") or f"case {number}") if isinstance(case, dict) else f"case {number}"
            try:
                line = _said(work_out(case), as_json=options["json"])
            except CaseError as error:
                faulty += 1
                line = json.dumps({"id": case_id, "error": str(error)}) if options["json"] else f"{case_id}: {error}\n"
            self.stdout.write(line)
        if faulty:
            raise CommandError(f"{faulty} of the cases could not be worked out.", returncode=1)


def _cases_in(path: Path) -> list[Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{path} is not a JSON file: {error}.") from error
    cases = data.get("cases") if isinstance(data, dict) else data
    if not isinstance(cases, list):
        raise CommandError(f"{path} holds no list of cases.")
    return cases


def _said(result: CaseResult, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(result.as_data())
    flags = f"  [{', '.join(result.flags)}]" if result.flags else ""
    lines = "".join(f"    {sentence}\n" for sentence in result.explanation["sentences"])
    return f"{result.case_id}  due {spoken(result.due_on)}{flags}\n{lines}"
