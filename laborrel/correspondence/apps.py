from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "laborrel.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        from laborrel.correspondence import sentences  # noqa: F401 - events learn to read
