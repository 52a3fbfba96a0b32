"""Run as a program: people, desks, an agreement and cases whose answers are overdue, for an agency that is killed."""

from datetime import timedelta

import django

CASES = 40


def main() -> None:
    django.setup()
    from django.utils import timezone

    from laborrel.workdays.models import ClosedDay
    from tests.factories.case_acts import at_noon
    from tests.factories.grievances import filed
    from tests.factories.office import small_office

    office = small_office()
    received_on = timezone.localdate() - timedelta(days=18)
    for _ in range(CASES):
        filed(office, received_on=received_on, at=at_noon(received_on))
    ClosedDay.objects.all().delete()
    print(office.clerical.pk)


if __name__ == "__main__":
    main()
