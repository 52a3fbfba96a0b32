"""Sixteen people log grievances at once: how long each waits, and whether a number is lost or given twice."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from grievances.operations.filing import receive
from laborrel.access.wall import reading_as
from laborrel.organization.models import BargainingUnit
from laborrel.people.models import User
from tests.bench.crowd import Crowd

FILERS, EACH = 16, 10


def race(crowd: Crowd) -> None:
    """Print the time of one receipt under sixteen filers, and the gaps in the numbers given."""
    unit = BargainingUnit.objects.get(code="U0")
    with ThreadPoolExecutor(FILERS) as filers:
        done = [one for part in filers.map(lambda _: list(_file(crowd, unit)), range(FILERS)) for one in part]
    waits = [wait for wait, _ in done]
    given = {int(number.rpartition("-")[2]) for _, number in done}
    gaps = max(given) - min(given) + 1 - len(given)
    print(
        f"Case numbers, {FILERS} filers at once, {len(done)} receipts\n"
        f"  one receipt: median {statistics.median(waits):.0f} ms, p95 {statistics.quantiles(waits, n=20)[-1]:.0f} ms;"
        f" numbers given twice: {len(done) - len(given)}, gaps: {gaps}"
    )


def _file(crowd: Crowd, unit: BargainingUnit) -> Iterator[tuple[float, str]]:
    person = User.objects.get(pk=crowd.reader.pk)
    try:
        for _ in range(EACH):
            began = time.perf_counter()
            with reading_as(person):
                grievance = receive(by=person, at=timezone.now(), unit=unit, received_on=crowd.today)
            yield (time.perf_counter() - began) * 1000, grievance.number
    finally:
        connection.close()
