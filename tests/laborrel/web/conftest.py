"""The gallery's templates and doors, for tests that draw a component without a browser."""

import pytest

from laborrel.web import navigation
from tests.laborrel.web.gallery import settings as gallery_settings


@pytest.fixture
def gallery(settings, monkeypatch):
    """Templates and URLs of the gallery, and a frame on which no app has hung anything yet."""
    settings.TEMPLATES = gallery_settings.TEMPLATES
    settings.ROOT_URLCONF = gallery_settings.ROOT_URLCONF
    for name in ("_rail", "_rooms", "_account", "_shortcuts"):
        monkeypatch.setattr(navigation, name, {})
    monkeypatch.setattr(navigation, "_say_what_is_due", [])
    monkeypatch.setattr(navigation, "PLACES", dict(navigation.PLACES))
