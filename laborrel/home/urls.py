"""Door plates of the desk."""

from django.urls import path

from laborrel.home.views import desk, find, glass, keyboard, reports

app_name = "home"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("find/", find.find, name="find"),
    path("reports/", reports.reports, name="reports"),
    path("help/", keyboard.show_help, name="help"),
    path("break-glass/", glass.glass, name="break_glass"),
    path("break-glass/<int:pk>/close/", glass.close, name="close_glass"),
]
