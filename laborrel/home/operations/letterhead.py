"""Change the employer's name, the office's name and address, and the pattern of case numbers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.home.access import KEEP_ORGANIZATION
from laborrel.home.operations.entries import as_seen, tidied
from laborrel.organization.case_numbers import number_by
from laborrel.organization.models import Employer


@transaction.atomic
def change_letterhead(*, values: Mapping[str, Any], seen: str, by: Any, at: datetime) -> Employer:
    """Numbers already given stay; the next case is numbered by the new pattern. Raises UnusablePattern."""
    require(by, KEEP_ORGANIZATION)
    clean = tidied(values)
    number_by(clean["case_number_pattern"], year=2026, number=1)
    employer = Employer.objects.select_for_update().first() or Employer()
    if as_seen(employer, clean) != seen:
        fresh: Any = employer
        fresh.revision = as_seen(employer, clean)
        raise SomeoneElseSaved(fresh, {name: getattr(employer, name) for name in clean}, clean)
    changes = [name for name, value in clean.items() if getattr(employer, name) != value]
    for name in changes:
        setattr(employer, name, clean[name])
    if changes:
        employer.save()
        labels = [name.replace("_", " ") for name in changes]
        record("home.change_letterhead", by=by, at=at, scope=office_scope(), matter=employer, fields=labels)
    return employer
