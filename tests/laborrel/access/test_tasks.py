"""What a killed worker left is taken up again, set aside after too many tries, dropped when its twin waits."""

import asyncio
from types import SimpleNamespace

import pytest
from procrastinate.exceptions import UniqueViolation

from laborrel.access.tasks import MOST_ATTEMPTS, take_up_abandoned_jobs


class Queue:
    """Stands for the queue's manager: what was left behind, and what was done with it."""

    def __init__(self, *left: SimpleNamespace, twins: tuple[int, ...] = ()) -> None:
        self.left, self.twins, self.done = left, twins, []

    async def get_stalled_jobs(self):
        return self.left

    async def retry_job(self, job):
        if job.id in self.twins:
            raise UniqueViolation(constraint_name="queueing_lock", queueing_lock="x")
        self.done.append((job.id, "again"))

    async def delete_old_jobs(self, *, nb_hours):
        assert nb_hours == 14 * 24

    async def finish_job(self, job, status, *, delete_job):
        assert delete_job is False
        self.done.append((job.id, status.value))


def left(number, attempts=1):
    return SimpleNamespace(id=number, attempts=attempts)


@pytest.mark.parametrize(
    ("queue", "done"),
    [
        (Queue(), []),
        (Queue(left(1), left(2, 0)), [(1, "again"), (2, "again")]),
        (Queue(left(1, MOST_ATTEMPTS - 1), left(2, MOST_ATTEMPTS)), [(1, "again"), (2, "failed")]),
        (Queue(left(1), left(2), twins=(1,)), [(1, "aborted"), (2, "again")]),
    ],
)
def test_abandoned_jobs(queue, done):
    context = SimpleNamespace(app=SimpleNamespace(job_manager=queue))
    asyncio.run(take_up_abandoned_jobs.func(context, timestamp=0))
    assert queue.done == done
