from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    name = "laborrel.organization"
    label = "organization"
    verbose_name = "Organization"
