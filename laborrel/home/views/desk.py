"""The desk: three lists, no charts. Everything on it is one click from being done."""

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from laborrel.access.policy import open_to_staff
from laborrel.home.what_is_due import due_lines, grouped
from laborrel.web import contributions
from laborrel.web.rendering import page_or_fragment


@open_to_staff(because="each line is found within the person's own reach")
def desk(request: HttpRequest) -> HttpResponse:
    today = localdate()
    waiting = [line for _, find in contributions.waiting for line in find(request.user)]
    changed = [line for _, find in contributions.changed for line in find(request.user)]
    lines = due_lines(request.user, today=today)
    context = {
        "today": today,
        "groups": grouped(lines, today=today),
        "shows_holder": any(line.deadline.holder_id != request.user.pk for line in lines),
        "waiting": sorted(waiting, key=lambda line: line.since),
        "changed": sorted(changed, key=lambda line: line.at, reverse=True)[:20],
    }
    return page_or_fragment(request, "home/desk.html", context)
