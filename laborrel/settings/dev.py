"""The demonstration office on this machine: embedded database, invented people, mail kept in files."""

import os

from laborrel.settings.base import *  # noqa: F403
from laborrel.settings.base import BASE_DIR, database
from laborrel.settings.local import database_urls, kept_secret_key

LOCAL = BASE_DIR / ".local"

DEBUG = os.environ.get("LABORREL_DEBUG") == "1"
LABORREL_REQUIRE_SECOND_FACTOR = False
LABORREL_DEMONSTRATION = True
SECRET_KEY = kept_secret_key(LOCAL / "secret-key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("LABORREL_ALLOWED_HOSTS", "").split()]

_urls = database_urls(BASE_DIR, throwaway=False)
DATABASES = {"default": database(_urls.app, keeps_plans=True)}
if _urls.owner:
    DATABASES["owner"] = database(_urls.owner)

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": LOCAL / "mail"},
    }
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": LOCAL / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected here
WHITENOISE_USE_FINDERS = True  # serve static/ where it lies: nothing to collect before the first page
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # a security key may be tried on localhost
