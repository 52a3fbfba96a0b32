"""Door plates of the grievances app."""

from django.urls import URLPattern

app_name = "grievances"
urlpatterns: list[URLPattern] = []
