"""The one search box: every app answers for its own records, within the reader's reach."""

from django.http import HttpRequest, HttpResponse

from laborrel.access.policy import open_to_staff
from laborrel.web import contributions
from laborrel.web.rendering import page_or_fragment

SHORTEST, LONGEST = 2, 100


@open_to_staff(because="each line is found within the person's own reach")
def find(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    answers = []
    if len(words) >= SHORTEST:
        answers = [(each.kind, list(each.find(request.user, words))) for each in contributions.finders]
    found = [(kind, lines) for kind, lines in answers if lines]
    return page_or_fragment(request, "home/find.html", {"words": words, "found": found}, fragment="found")
