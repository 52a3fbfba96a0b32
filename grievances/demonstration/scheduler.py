"""Runs the stories side by side in the order of time, so that numbers are given in the order things happened."""

import heapq
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from grievances.demonstration.hands import Hands
from grievances.demonstration.stories import Story


def run(stories: Sequence[tuple[Hands, Story]], *, until: datetime) -> None:
    """Do every act of every story whose moment has come."""
    order = count()
    waiting: list[tuple[datetime, int, Hands, Story]] = []
    for hands, story in stories:
        heapq.heappush(waiting, (next(story), next(order), hands, story))
    while waiting:
        moment, _, hands, story = heapq.heappop(waiting)
        if moment > until:
            continue
        try:
            following = story.send(moment)
        except StopIteration:
            continue
        heapq.heappush(waiting, (max(following, moment), next(order), hands, story))
