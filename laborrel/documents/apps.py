from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "laborrel.documents"
    label = "documents"
