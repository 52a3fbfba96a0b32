"""Whoever adds a field about a person says why the office needs it."""

import re

from django.db import models

from tests.architecture.personal_data import IMPERSONAL_APPS, NOT_PERSONAL, PERSONAL
from tests.architecture.test_links import our_models

SOUNDS_PERSONAL = re.compile(
    r"name|email|address|phone|birth|gender|title|text|notes?$|statement|remedy|comment|reason|because|whom|attend"
    r"|position|terms|^data$|fields|summary|disposition|objection|salut|signer|served|agreed|moved_by|label|what"
    r"|subject|parts|copies|closing|findings|query|screening|exchanged|explanation|discipline|role|mapping"
)
TEXT = (models.CharField, models.TextField, models.JSONField)


def text_fields() -> set[str]:
    return {
        str(field)
        for model in our_models()
        if model._meta.app_label not in IMPERSONAL_APPS
        for field in model._meta.concrete_fields
        if isinstance(field, TEXT) and not field.choices
    }


def test_every_field_that_sounds_personal_is_declared() -> None:
    heard = {name for name in text_fields() if SOUNDS_PERSONAL.search(name.rpartition(".")[2])}
    assert heard - set(PERSONAL) - set(NOT_PERSONAL) == set()


def test_no_declaration_outlives_its_field() -> None:
    assert (set(PERSONAL) | set(NOT_PERSONAL)) - text_fields() == set()


def test_every_declaration_gives_a_reason() -> None:
    assert [name for name, why in {**PERSONAL, **NOT_PERSONAL}.items() if not why.strip()] == []
    assert set(PERSONAL) & set(NOT_PERSONAL) == set()
