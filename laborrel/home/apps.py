from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "laborrel.home"
    label = "home"
    verbose_name = "Desk"

    def ready(self) -> None:
        from laborrel.web.contributions import discover

        discover()
