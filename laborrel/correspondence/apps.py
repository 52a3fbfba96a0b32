from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "laborrel.correspondence"
    label = "correspondence"
