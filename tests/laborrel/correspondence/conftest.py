"""A matter with a letter on it. The ground floor knows no case, so a bare document stands in for one."""

import pytest

from laborrel.access.wall import reading_as
from laborrel.correspondence.operations.letters import draft_letter
from laborrel.documents.models import Document
from tests.factories.office import NOW
from tests.laborrel.correspondence.letters import TEXT


@pytest.fixture
def matter(office):
    with reading_as(office.holder):
        return Document.objects.create(
            scope=office.desk, title="2026-0012", kind="other", created_by=office.holder, created_at=NOW
        )


@pytest.fixture
def letter(office, matter):
    with reading_as(office.holder):
        return draft_letter(matter=matter, text=TEXT, kind="answer", by=office.holder, at=NOW)
