from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "laborrel.people"
    label = "people"
    verbose_name = "People"
