"""Door plates of the grievances app."""

from django.urls import URLPattern, path

from grievances.views import case, dates, docket, file, log, receive, saved_views

app_name = "grievances"
_docket: list[URLPattern] = [
    path("", docket.docket, name="docket"),
    path("log.xlsx", log.log_xlsx, name="log_xlsx"),
    path("log.pdf", log.log_pdf, name="log_pdf"),
    path("views/", saved_views.views, name="views"),
    path("views/<int:pk>/rename/", saved_views.rename, name="rename_view"),
    path("views/<int:pk>/<slug:verb>/", saved_views.change, name="change_view"),
]

_acts: list[URLPattern] = [
    path("new/", receive.receive, name="receive"),
    path("employees/", receive.employees, name="employees"),
    path("<str:number>/file/", file.file, name="file"),
]

_reading: list[URLPattern] = [
    path("<str:number>/", case.case, name="case"),
    path("<str:number>/sheet.pdf", case.case_sheet, name="case_sheet"),
    path("<str:number>/dates/", dates.dates, name="dates"),
    path("<str:number>/dates/dates.pdf", dates.dates_paper, name="dates_paper"),
    path("<str:number>/dates/<int:pk>/", dates.why, name="why"),
    path("<str:number>/dates/<int:pk>/why.pdf", dates.why_paper, name="why_paper"),
]

urlpatterns: list[URLPattern] = [*_docket, *_acts, *_reading]
