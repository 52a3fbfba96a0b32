"""The door plates of the whole house."""

from django.urls import include, path

from laborrel.web.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("laborrel.people.urls")),
    path("drafts/", include("laborrel.drafts.urls")),
]
