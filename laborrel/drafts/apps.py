from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "laborrel.drafts"
    label = "drafts"
    verbose_name = "Drafts"
