from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "laborrel.web"
    label = "web"
    verbose_name = "Pages"
