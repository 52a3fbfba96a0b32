from datetime import datetime
from typing import Any

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "laborrel.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_removed
        from django.contrib.auth.signals import user_logged_in

        from laborrel.web import navigation

        user_logged_in.connect(_start_both_clocks, dispatch_uid="people.start_both_clocks")
        authenticator_removed.connect(_ask_again_for_second_factor, dispatch_uid="people.ask_again")
        navigation.account_link("Preferences", "people:preferences", 10)
        navigation.account_link("Where I am signed in", "people:sessions", 20)
        navigation.account_link("How long I stay signed in", "people:session", 30)
        navigation.place("keyboard", "people:preferences")


def _start_both_clocks(request: Any, **_: Any) -> None:
    from django.utils import timezone

    from laborrel.people import session_marks

    now: datetime = timezone.now()
    session_marks.begin(request.session, at=now)


def _ask_again_for_second_factor(request: Any, **_: Any) -> None:
    from laborrel.people import second_factor

    request.session.pop(second_factor.SEEN, None)
