"""The door plates of the papers. Addresses carry random keys: numbers in a row would tell how many papers there are."""

from django.urls import path

from laborrel.documents.views.download import download

app_name = "documents"
urlpatterns = [
    path("<uuid:key>", download, name="download_current"),
    path("<uuid:key>/versions/<int:number>", download, name="download"),
]
