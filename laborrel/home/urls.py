"""Door plates of the desk."""

from django.urls import URLPattern, path

from laborrel.home.views import desk, find, glass, keyboard, reports
from laborrel.home.views.office import accounts, desks, employees, front, letterhead, lists, readings

app_name = "home"
_office: list[URLPattern] = [
    path("office/", front.office, name="office"),
    path("office/accounts/", accounts.accounts, name="accounts"),
    path("office/accounts/new/", accounts.open_one, name="open_account"),
    path("office/accounts/<int:pk>/", accounts.roles, name="roles"),
    path("office/accounts/<int:pk>/close/", accounts.close, name="close_account"),
    path("office/desks/", desks.desks, name="desks"),
    path("office/desks/new/", desks.open_desk, name="open_desk"),
    path("office/desks/<slug:reference>/", desks.keys, name="keys"),
    path("office/desks/<slug:reference>/let-in/", desks.let, name="let_in"),
    path("office/desks/<slug:reference>/take-out/<int:person>/", desks.take, name="take_out"),
    path("office/desks/<slug:reference>/keep-out/", desks.deny, name="keep_out"),
    path("office/desks/<slug:reference>/let-back/<int:person>/", desks.lift, name="let_back"),
    path("office/readings/", readings.readings, name="readings"),
    path("office/broken-glass/", readings.broken_glass, name="broken_glass"),
    path("office/letterhead/", letterhead.letterhead, name="letterhead"),
    path("office/employees/", employees.employees, name="employees"),
    path("office/employees/new/", employees.add, name="add_employee"),
    path("office/employees/import/", employees.take_in, name="import_employees"),
    path("office/employees/<int:pk>/", employees.edit, name="employee"),
    path("office/lists/<slug:kind>/", lists.entries, name="list"),
    path("office/lists/<slug:kind>/new/", lists.add, name="list_add"),
    path("office/lists/<slug:kind>/<int:pk>/", lists.edit, name="list_edit"),
    path("office/lists/<slug:kind>/<int:pk>/retire/", lists.retire, name="list_retire"),
    path("office/lists/<slug:kind>/<int:pk>/merge/", lists.merge, name="list_merge"),
]
urlpatterns = [
    *_office,
    path("", desk.desk, name="desk"),
    path("find/", find.find, name="find"),
    path("reports/", reports.reports, name="reports"),
    path("help/", keyboard.show_help, name="help"),
    path("break-glass/", glass.glass, name="break_glass"),
    path("break-glass/<int:pk>/close/", glass.close, name="close_glass"),
]
