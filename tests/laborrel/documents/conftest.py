"""A matter to hang papers on: the ground floor knows no case, so a bare document stands in for one."""

import pytest

from laborrel.access.wall import reading_as
from laborrel.documents.models import Document
from tests.factories.office import NOW


@pytest.fixture
def matter_of(office):
    """matter_of(person, title, scope) is a record of that person's desk to which papers belong."""

    def made(person, title="2026-0012", scope=None):
        with reading_as(person):
            return Document.objects.create(
                scope=scope or office.desk, title=title, kind="other", created_by=person, created_at=NOW
            )

    return made
