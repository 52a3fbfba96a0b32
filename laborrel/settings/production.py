"""An agency's installation. Every secret is required and none has a default; nothing here starts a local database."""

from django.core.exceptions import ImproperlyConfigured

from laborrel.launch.local_postgres import is_embedded
from laborrel.settings.base import *  # noqa: F403
from laborrel.settings.base import database
from laborrel.settings.environment import optional, required, whole_number, words
from laborrel.settings.log_lines import to_standard_output

DEBUG = False
LABORREL_DEMONSTRATION = False

SECRET_KEY = required("LABORREL_SECRET_KEY")
SECRET_KEY_FALLBACKS = words(optional("LABORREL_OLD_SECRET_KEYS"))  # while a key is being exchanged

# --- Address: one name, behind a proxy that ends TLS ---------------------------------------------
ALLOWED_HOSTS = words(required("LABORREL_ALLOWED_HOSTS"))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("LABORREL_TRUSTED_PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True

# --- Database: lr_app for web and worker; the owner only where migrations run ------------------------
_url = required("LABORREL_DATABASE_URL")
_owner_url = optional("LABORREL_OWNER_DATABASE_URL")
if is_embedded(_url) or is_embedded(_owner_url):
    raise ImproperlyConfigured("LABORREL_DATABASE_URL names the embedded demonstration database; use a real server.")
DATABASES = {"default": database(_url)}
if _owner_url:
    # A migration that cannot get its lock gives up and can be repeated; waiting, it would queue every reader behind it.
    _patience = "options=-c%20lock_timeout%3D5s"
    DATABASES["owner"] = database(f"{_owner_url}{'&' if '?' in _owner_url else '?'}{_patience}")

# --- Mail --------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("LABORREL_MAIL_FROM")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": required("LABORREL_MAIL_HOST"),
            "port": whole_number("LABORREL_MAIL_PORT", 587),
            "username": optional("LABORREL_MAIL_USER"),
            "password": optional("LABORREL_MAIL_PASSWORD"),
            "use_tls": optional("LABORREL_MAIL_TLS", "yes") == "yes",
            "timeout": 10,
        },
    }
}

# --- Files: object storage, or a directory that every web and worker machine shares ---------------------
if _bucket := optional("LABORREL_FILES_BUCKET"):
    _files = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _bucket,
            "endpoint_url": optional("LABORREL_FILES_ENDPOINT") or None,
            "region_name": optional("LABORREL_FILES_REGION") or None,
            "access_key": required("LABORREL_FILES_ACCESS_KEY"),
            "secret_key": required("LABORREL_FILES_SECRET_KEY"),
            "addressing_style": "path",
            "signature_version": "s3v4",
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
        },
    }
elif _directory := optional("LABORREL_FILES_DIR"):
    _files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": _directory}}
else:
    raise ImproperlyConfigured("Set LABORREL_FILES_BUCKET (object storage) or LABORREL_FILES_DIR (a shared directory).")
STORAGES = {
    "default": _files,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = to_standard_output(optional("LABORREL_LOG_LEVEL", "INFO"))
