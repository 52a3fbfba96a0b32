"""Jobs that keep the queue in order: what a killed worker left half-done is taken up again, or set aside."""

from typing import Any

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

MOST_ATTEMPTS = 5  # a job that takes its worker down this often is set aside as failed, for a person to look at

DONE_ARE_KEPT_HOURS = 14 * 24


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="take_up_abandoned_jobs", pass_context=True)
async def take_up_abandoned_jobs(context: Any, timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
    """Jobs whose worker has sent no sign of life for half a minute go back into the queue; old done ones leave it."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await _again(manager, job)
    await manager.delete_old_jobs(nb_hours=DONE_ARE_KEPT_HOURS)


async def _again(manager: Any, job: Job) -> None:
    """Once more, unless it was tried too often; the twin of a job that already waits in the queue is not needed."""
    if job.attempts >= MOST_ATTEMPTS:
        await manager.finish_job(job, Status.FAILED, delete_job=False)
        return
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        await manager.finish_job(job, Status.ABORTED, delete_job=False)
