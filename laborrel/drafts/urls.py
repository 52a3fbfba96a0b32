"""Door plates of the drafts room."""

from django.urls import path

from laborrel.drafts.views import keep

app_name = "drafts"
urlpatterns = [path("<str:key>", keep, name="keep")]
