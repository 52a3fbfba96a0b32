"""The door plates of the whole house."""

from django.urls import path

from laborrel.web.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
