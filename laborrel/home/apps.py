from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "laborrel.home"
    label = "home"
    verbose_name = "Desk"

    def ready(self) -> None:
        from laborrel.access.reach import may
        from laborrel.access.scopes import BREAK_GLASS
        from laborrel.home import sentences  # noqa: F401 - events learn to read
        from laborrel.home.office_pages import list_pages
        from laborrel.home.what_is_due import due_in_words, has_desk
        from laborrel.web import navigation
        from laborrel.web.contributions import discover

        discover()
        navigation.entry("Desk", "home:desk", order=10, permitted=has_desk)
        navigation.entry("Reports", "home:reports", order=80, permitted=lambda user: bool(_reports(user)))
        list_pages()
        navigation.entry("Office", "home:office", order=90, permitted=lambda user: bool(navigation.office_pages(user)))
        _light_the_mail()
        navigation.shortcut("g h", "Desk", "home:desk", order=1, permitted=has_desk)
        navigation.shortcut("?", "Keyboard and help", "home:help", order=99)
        navigation.account_link(
            "Break the glass", "home:break_glass", order=90, permitted=lambda user: may(user, BREAK_GLASS)
        )
        navigation.say_what_is_due(due_in_words)


def _light_the_mail() -> None:
    """A letter lights the room of what it is about; the register, the templates and what waits are of this floor."""
    from laborrel.web import navigation

    mail = ("register", "enter_mail", "answered", "void")
    templates = ("template", "new_template", "next_version", "retire_template", "begin_letter")
    navigation.room("Office", *(f"correspondence:{name}" for name in (*mail, *templates)))
    navigation.room("Desk", "correspondence:waiting")


def _reports(user: object) -> list[object]:
    from laborrel.web.contributions import reports

    return [report for report in reports if report.permitted(user)]
