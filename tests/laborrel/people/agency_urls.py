"""The house with the agency's own sign-on switched on, for its tests."""

from django.urls import include, path

urlpatterns = [
    path("", include("laborrel.people.urls")),
    path("sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("sign-in/", include("allauth.socialaccount.providers.saml.urls")),
]
