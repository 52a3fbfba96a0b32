"""The desk: three lists, no charts. Everything on it is one click from being done."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from laborrel.access.policy import open_to_staff
from laborrel.access.reach import may
from laborrel.correspondence.access import SEE_LETTER
from laborrel.home.what_is_due import Line, due_lines, grouped, has_desk, in_words
from laborrel.web import contributions, navigation
from laborrel.web.rendering import go_to, page_or_fragment


@open_to_staff(because="each line is found within the person's own reach")
def desk(request: HttpRequest) -> HttpResponse:
    """Who can have nothing on a desk begins in the first room that is open; without any, the page says so."""
    if not has_desk(request.user):
        rooms = navigation.rail(request)
        return go_to(request, rooms[0].url) if rooms else page_or_fragment(request, "home/no_room.html", {})
    today = localdate()
    waiting = [line for _, find in contributions.waiting for line in find(request.user)]
    changed = [line for _, find in contributions.changed for line in find(request.user)]
    lines = due_lines(request.user, today=today)
    own = [line for line in lines if line.deadline.holder_id == request.user.pk]
    context = {
        "today": today,
        "groups": grouped(lines, today=today),
        "lead": _lead(lines, own, today),
        "shows_holder": len(own) < len(lines),
        "waiting": sorted(waiting, key=lambda line: line.since),
        "sees_letters": may(request.user, SEE_LETTER),
        "changed": sorted(changed, key=lambda line: line.at, reverse=True)[:20],
    }
    return page_or_fragment(request, "home/desk.html", context)


def _lead(lines: list[Line], own: list[Line], today: date) -> str:
    """One's own dates in words, and beside them the whole list's where others hold some of them."""
    if len(own) == len(lines):
        return in_words(own, today=today).capitalize()
    return f"Yours: {in_words(own, today=today)}. All you see: {in_words(lines, today=today)}."
