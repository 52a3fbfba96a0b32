"""What effectively happened in a case up to a day: reverted steps forgotten, visits in order."""

from collections.abc import Iterable
from datetime import date

from grievances.time_limits.facts import Event, Facts
from grievances.time_limits.rules import PRECEDING, Happening, Procedure

ARRIVALS = frozenset({Happening.FILED, Happening.SKIPPED, Happening.REVERTED})
ENDINGS = frozenset({Happening.GRANTED, Happening.SETTLED, Happening.WITHDRAWN, Happening.CLOSED})
ANSWERS = (Happening.ANSWERED, Happening.HEARING_DECLINED)


class Happenings:
    """The events of a case as they count on `as_of`. Later events are not known yet."""

    def __init__(self, facts: Facts, as_of: date, deemed: Iterable[Event] = ()) -> None:
        known = [event for event in (*facts.events, *deemed) if event.on <= as_of]
        self.events = _after_reverts(sorted(known, key=lambda event: event.on))
        self._found: dict[tuple[Happening, int | None], Event] = {}
        for event in self.events:
            self._found.setdefault((event.kind, event.step), event)
        self.arrivals = [event for event in self.events if event.kind in ARRIVALS and event.step is not None]
        self.visited = [event.step for event in self.arrivals if event.step is not None]
        self.ending = next((event for event in self.events if event.kind in ENDINGS), None)

    def at(self, kind: Happening, step: int | None) -> Event | None:
        """The first event of that kind at that step, or one that belongs to no step."""
        return self._found.get((kind, step)) or self._found.get((kind, None))

    def first_of(self, kinds: Iterable[Happening], step: int) -> Event | None:
        """The earliest of several kinds of event at one step."""
        found = [event for kind in kinds if (event := self.at(kind, step))]
        return min(found, key=lambda event: event.on, default=None)

    def arrival(self, step: int) -> Event | None:
        """How and when the case came to that step."""
        return next((event for event in self.arrivals if event.step == step), None)

    def answer(self, step: int) -> Event | None:
        """The answer at that step; a board's refusal to hear the case is one."""
        return self.first_of(ANSWERS, step)

    @property
    def current(self) -> int | None:
        """The step the case came to last."""
        return self.visited[-1] if self.visited else None

    def used_before(self, step: int) -> int | None:
        """The step that was really used before `step`."""
        if step in self.visited:
            place = self.visited.index(step)
            return self.visited[place - 1] if place else None
        return self.current

    def resolved(self, wanted: int | None, own: int) -> int | None:
        """The step a trigger speaks of: its own, the preceding one really used, or a number."""
        if wanted is None:
            return own
        return self.used_before(own) if wanted == PRECEDING else wanted

    def left_on(self, step: int) -> date | None:
        """The day the case moved on from that step, or ended."""
        if step in self.visited:
            later = self.arrivals[self.visited.index(step) + 1 :]
        else:
            later = [event for event in self.arrivals if event.step is not None and event.step > step]
        days = [event.on for event in (*later[:1], *([self.ending] if self.ending else []))]
        return min(days, default=None)


def _after_reverts(events: list[Event]) -> list[Event]:
    """A case sent back to a step begins there again: what had happened at that step and above no longer counts."""
    standing: list[Event] = []
    for event in events:
        if event.kind is Happening.REVERTED and event.step is not None:
            target = event.step
            standing = [known for known in standing if known.step is None or known.step < target]
        standing.append(event)
    return standing


def opening_step(procedure: Procedure, facts: Facts, happenings: Happenings) -> int:
    """The step at which this kind of matter begins, or did begin."""
    if happenings.visited:
        return happenings.visited[0]
    if facts.start_step is not None:
        return facts.start_step
    for start in procedure.start_steps:
        if start.topic in facts.topics and not start.is_optional:
            return start.sequence
    return procedure.steps[0].sequence
