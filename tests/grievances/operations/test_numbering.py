"""Case numbers are given inside the transaction that files, so that a failed filing leaves no gap."""

from datetime import date

import pytest
from django.db import transaction

from grievances.models import CaseCounter
from grievances.operations.numbering import case_number_pattern, next_case_number
from laborrel.organization.models import Employer

JUNE = date(2026, 6, 1)


@pytest.mark.django_db
def test_series_and_years_count_for_themselves():
    numbers = [
        next_case_number(received_on=JUNE),
        next_case_number(received_on=JUNE),
        next_case_number(received_on=JUNE, is_sealed=True),
        next_case_number(received_on=date(2027, 1, 2)),
        next_case_number(received_on=JUNE),
    ]
    assert numbers == ["2026-0001", "2026-0002", "2026-0001-S", "2027-0001", "2026-0003"]
    assert list(CaseCounter.objects.order_by("year", "series").values_list("year", "series", "last")) == [
        (2026, "", 3),
        (2026, "S", 1),
        (2027, "", 1),
    ]


@pytest.mark.django_db
def test_a_number_taken_back_is_given_again():
    next_case_number(received_on=JUNE)
    with transaction.atomic():
        assert next_case_number(received_on=JUNE) == "2026-0002"
        transaction.set_rollback(True)
    assert next_case_number(received_on=JUNE) == "2026-0002"


@pytest.mark.django_db
def test_the_ten_thousandth_case_of_a_year_has_its_number():
    CaseCounter.objects.create(series="", year=2026, last=9999)
    assert next_case_number(received_on=JUNE) == "2026-10000"


@pytest.mark.django_db
def test_an_office_without_an_employer_row_has_the_usual_pattern():
    assert case_number_pattern() == "{year}-{number:04d}"
    Employer.objects.create(name="City of Example", office_name="Labor Relations", case_number_pattern="LR{number}")
    assert case_number_pattern() == "LR{number}"
