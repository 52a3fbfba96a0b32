from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "laborrel.documents"
    label = "documents"

    def ready(self) -> None:
        from laborrel.documents import sentences  # noqa: F401 - events learn to read
