"""The door plates of the whole house."""

from django.urls import include, path

from laborrel.web.views.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("laborrel.people.urls")),
    path("drafts/", include("laborrel.drafts.urls")),
    path("documents/", include("laborrel.documents.urls")),
    path("letters/", include("laborrel.correspondence.urls")),
    path("grievances/", include("grievances.urls")),
    path("contracts/", include("contracts.urls")),
    path("", include("laborrel.home.urls")),
]
