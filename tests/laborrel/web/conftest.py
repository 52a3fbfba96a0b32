"""The gallery's templates and doors, for tests that draw a component without a browser."""

import pytest

from tests.laborrel.web.gallery import settings as gallery_settings


@pytest.fixture
def gallery(settings):
    """Templates of the gallery, forms drawn from templates/django/forms, the gallery's URLs."""
    settings.TEMPLATES = gallery_settings.TEMPLATES
    settings.ROOT_URLCONF = gallery_settings.ROOT_URLCONF
