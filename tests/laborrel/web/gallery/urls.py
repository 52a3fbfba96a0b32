"""The gallery's doors, under the names the frame asks for."""

from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path

from tests.laborrel.web.gallery import views

home = ([path("", views.gallery, name="desk"), path("find/", views.docket, name="find")], "home")
people = ([path("extend/", views.extend, name="extend_session"), path("keys/", views.plain, name="keyboard")], "people")
grievances = ([path("", views.docket, name="docket"), path("new/", views.form, name="file")], "grievances")

urlpatterns = [
    path("", include(home)),
    path("people/", include(people)),
    path("grievances/", include(grievances)),
    path("case/", views.case, name="case"),
    path("job/", views.job, name="job"),
    path("keep/", views.keep, name="keep"),
    path("leave/", views.plain, name="account_logout"),
    path("enter/", views.plain, name="account_login"),
    path("nowhere/", views.nowhere, name="nowhere"),
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
]
