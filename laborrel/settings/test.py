"""The tests' world: a throwaway cluster, and the application role for everything the tests do.

A test database owned by the connecting role switches row security off without a word. Therefore `owner` makes and
migrates the test database and `default` (role lr_app) only borrows its name.
"""

from laborrel.launch.database_for_tests import name_for_this_run
from laborrel.settings.base import *  # noqa: F403
from laborrel.settings.base import BASE_DIR, database
from laborrel.settings.local import database_urls

DEBUG = False
LABORREL_REQUIRE_SECOND_FACTOR = False
LABORREL_DEMONSTRATION = False
SECRET_KEY = "only for tests, which keep no secret"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_urls = database_urls(BASE_DIR, throwaway=True)
_test_database = name_for_this_run(BASE_DIR)
DATABASES = {
    "default": database(_urls.app, keeps_plans=True) | {"CONN_MAX_AGE": 0, "TEST": {"MIRROR": "owner"}},
    "owner": database(_urls.owner)
    | {"CONN_MAX_AGE": 0, "TEST": {"NAME": _test_database, "DEPENDENCIES": [], "SERIALIZE": False}},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; no real password is ever here
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected here
WHITENOISE_USE_FINDERS = True
