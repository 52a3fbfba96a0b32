"""The web server's door. Production is the default: a forgotten variable must never open the demonstration office."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laborrel.settings.production")

application = get_wsgi_application()
