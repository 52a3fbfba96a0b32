"""Run as a program: put a night's look at the clocks and a morning's digests into the queue."""

import contextlib

import django


def main() -> None:
    django.setup()
    from procrastinate.exceptions import AlreadyEnqueued

    from grievances.tasks import watch_the_clocks
    from laborrel.home.tasks import plan_digests

    for task in (watch_the_clocks, plan_digests):
        with contextlib.suppress(AlreadyEnqueued):
            task.defer(timestamp=0)


if __name__ == "__main__":
    main()
