"""Run with `make bench`, or `python -m tests.bench --rows 1000000 --rounds 60 --keep` for the large office."""

import argparse
import os
import time


def main() -> None:
    asked = _arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "laborrel.settings.test"
    os.environ["LABORREL_TEST_DATABASE"] = f"bench_laborrel_{asked.rows}"

    import django

    django.setup()
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False, keepdb=asked.keep)
    try:
        _measure(asked)
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0, keepdb=asked.keep)


def _measure(asked: argparse.Namespace) -> None:
    from tests.bench import numbering, pages, parity
    from tests.bench.crowd import office_of

    began = time.perf_counter()
    crowd = office_of(asked.rows)
    print(f"{asked.rows:,} grievances in {time.perf_counter() - began:.0f} s\n")
    pages.compare(crowd, rounds=asked.rounds)
    parity.compare(crowd)
    if not asked.keep:
        numbering.race(crowd)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the pages at size.")
    parser.add_argument("--rows", type=int, default=100_000, help="how many grievances (100,000)")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is drawn (40)")
    parser.add_argument("--keep", action="store_true", help="keep the database for the next run of the same size")
    return parser.parse_args()


if __name__ == "__main__":
    main()
