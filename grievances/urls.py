"""Door plates of the grievances app."""

from django.urls import URLPattern, path

from grievances.views import docket, log, saved_views

app_name = "grievances"
_docket: list[URLPattern] = [
    path("", docket.docket, name="docket"),
    path("log.xlsx", log.log_xlsx, name="log_xlsx"),
    path("log.pdf", log.log_pdf, name="log_pdf"),
    path("views/", saved_views.views, name="views"),
    path("views/<int:pk>/rename/", saved_views.rename, name="rename_view"),
    path("views/<int:pk>/<slug:verb>/", saved_views.change, name="change_view"),
]

urlpatterns: list[URLPattern] = [*_docket]
