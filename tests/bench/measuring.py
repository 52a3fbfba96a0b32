"""Time a page and its floor in turns, and count what each asks of the database."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection

type Drawn = Callable[[], int]  # draws the page once, answers its size in bytes

WARM_UP = 3


@dataclass(slots=True)
class Watch:
    """Statements sent and the seconds they took."""

    statements: int = 0
    seconds: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.statements += 1


class Floor:
    """A bare connection that counts and times its statements."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.watch = Watch()

    def rows(self, statements: list[str]) -> list[Any]:
        found: list[Any] = []
        for statement in statements:
            began = time.perf_counter()
            found += self.connection.execute(statement).fetchall()  # type: ignore[arg-type]  # written in this package
            self.watch.seconds += time.perf_counter() - began
            self.watch.statements += 1
        return found


@dataclass(slots=True)
class Taken:
    """What one way of drawing a page took: milliseconds, those of our own processor, those in the database, bytes.

    On a busy machine every statement waits for its turn, so the wall clock punishes the page with more statements;
    our own processor time does not.
    """

    name: str
    times: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    statements: int = 0
    size: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def in_turns(ways: dict[str, Drawn], *, rounds: int, floor: Floor | None = None) -> list[Taken]:
    """Draw A B A B ... so that whatever else the machine does falls on both."""
    taken = {name: Taken(name) for name in ways}
    for number in range(rounds + WARM_UP):
        for name, draw in ways.items():
            watch = Watch()
            if floor:
                floor.watch = watch
            with connection.execute_wrapper(watch):
                began, worked = time.perf_counter(), time.process_time()
                size = draw()
                spent, worked = time.perf_counter() - began, time.process_time() - worked
            if number >= WARM_UP:
                taken[name].times.append(spent * 1000)
                taken[name].processor.append(worked * 1000)
                taken[name].database.append(watch.seconds * 1000)
                taken[name].statements, taken[name].size = watch.statements, size
    return list(taken.values())


def said(title: str, taken: list[Taken]) -> str:
    """The lines of one page: the product, its floor and the ratio between them."""
    product, floor = taken
    lines = [title]
    for one in taken:
        processor, database = statistics.median(one.processor), statistics.median(one.database)
        lines.append(
            f"  {one.name:<8} median {one.median:7.1f} ms   p95 {one.p95:7.1f} ms   processor {processor:6.1f} ms"
            f"   database {database:6.1f} ms in {one.statements:2d} statements   {one.size / 1000:3.0f} KB"
        )
    worked = statistics.median(product.processor) / statistics.median(floor.processor)
    lines.append(f"  ratio    {product.median / floor.median:.2f} of the floor; processor {worked:.2f}\n")
    return "\n".join(lines)
