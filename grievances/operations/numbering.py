"""Case numbers: permanent, given at receipt, gap-free per series and year."""

from datetime import date

from django.db.models import F

from grievances.models import CaseCounter
from laborrel.organization.models import Employer

SEALED_SERIES = "S"


def next_case_number(*, received_on: date, is_sealed: bool = False) -> str:
    """The next number of the year of receipt. Call it inside the transaction that files the case.

    The counter row stays locked until that transaction ends, so a rolled-back filing gives its number back and two
    filings at once wait for each other. Sealed cases are numbered in a series of their own, so that the open series
    does not betray them.
    """
    series = SEALED_SERIES if is_sealed else ""
    year = received_on.year
    CaseCounter.objects.bulk_create([CaseCounter(series=series, year=year)], ignore_conflicts=True)
    CaseCounter.objects.filter(series=series, year=year).update(last=F("last") + 1)
    number = CaseCounter.objects.get(series=series, year=year).last
    suffix = f"-{series}" if series else ""
    return case_number_pattern().format(year=year, number=number) + suffix


def next_case_numbers(*, year: int, count: int) -> list[str]:
    """The next numbers of one year for cases that come in together, in order; see `next_case_number`."""
    CaseCounter.objects.bulk_create([CaseCounter(year=year)], ignore_conflicts=True)
    CaseCounter.objects.filter(series="", year=year).update(last=F("last") + count)
    last = CaseCounter.objects.get(series="", year=year).last
    pattern = case_number_pattern()
    return [pattern.format(year=year, number=number) for number in range(last - count + 1, last + 1)]


def case_number_pattern() -> str:
    """The office's own pattern, e.g. "{year}-{number:04d}"."""
    employer = Employer.objects.first()
    return employer.case_number_pattern if employer else "{year}-{number:04d}"
