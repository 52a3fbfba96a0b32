from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "laborrel.workdays"
    label = "workdays"
