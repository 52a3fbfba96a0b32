"""Door plates of the contracts app."""

from django.urls import path

from contracts.views import agreements, calendars, clause, entering, procedure

app_name = "contracts"
urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("enter/", entering.enter, name="enter_agreement"),
    path("<int:pk>/new-version/", entering.new_version, name="new_version"),
    path("<int:pk>/", agreements.agreement, name="agreement"),
    path("clauses/<int:pk>/", clause.clause, name="clause"),
    path("procedures/<int:pk>/", procedure.procedure, name="procedure"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/<int:pk>/", calendars.calendar, name="calendar"),
    path("calendars/<int:pk>/close-day/", calendars.close, name="close_day"),
    path("calendars/<int:pk>/days/<int:day>/reopen/", calendars.reopen, name="reopen_day"),
]
