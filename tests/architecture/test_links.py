"""Foreign keys: no named way back into another app, and every link from one scope into another is known."""

import pytest
from django.apps import apps
from django.db import models

from laborrel.access.guarded import Guarded, Scoped
from tests.architecture.house import OURS

# Fields that a third-party parent class wrote.
INHERITED = {
    "people.User.groups",
    "people.User.user_permissions",
    "access.ScopeUserPermission.user",
    "access.ScopeUserPermission.permission",
    "access.ScopeGroupPermission.group",
    "access.ScopeGroupPermission.permission",
}
# A row that points at a guarded root without sharing its scope: whoever shows the link asks `visible_to` first.
LINKS_BETWEEN_SCOPES = {
    "grievances.Grievance.lead": "a case follows a lead case that may lie in another scope",
    "grievances.MeetingDocument.document": "the paper of a meeting may be restricted further than the case",
    "grievances.Settlement.payment_proof": "the proof of payment is a document of its own",
    "grievances.Settlement.document": "the signed paper is a document of its own",
    "grievances.Extension.document": "the signed paper is a document of its own",
    "grievances.StepVisit.agreement_document": "the signed paper is a document of its own",
    "grievances.Hold.document": "the signed paper is a document of its own",
    "grievances.Answer.letter": "the letter of an answer lies in the case's scope and moves with it",
    "correspondence.Letter.replaces": "a letter replaces an earlier one of the same matter",
    "correspondence.Letter.document": "the issued paper of a letter, of the same matter",
    "correspondence.Letter.register_entry": "the entry of an issued letter, of the same matter",
    "correspondence.RegisterEntry.document": "the paper that came in or went out, of the same matter",
    "correspondence.ProofOfService.evidence": "a receipt kept as a document, of the same matter",
}


def our_models(*, with_history: bool = False) -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in OURS and (with_history or not _is_history(model))
    ]


def _is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")


def relations(model: type[models.Model]) -> list:
    return [field for field in [*model._meta.fields, *model._meta.many_to_many] if field.is_relation]


def test_a_foreign_key_that_leaves_its_app_has_no_way_back() -> None:
    back_doors = [
        str(field)
        for model in our_models(with_history=True)
        for field in relations(model)
        if field.related_model._meta.app_label != model._meta.app_label
        and field.remote_field.related_name not in {"+"}
        and not (field.remote_field.related_name or "").endswith("+")
        and str(field) not in INHERITED
    ]
    assert back_doors == []


def test_every_inherited_exception_still_stands() -> None:
    standing = {str(field) for model in our_models() for field in relations(model)}
    assert INHERITED - standing == set()


def links_between_scopes() -> set[str]:
    return {
        str(field)
        for model in our_models()
        if issubclass(model, Scoped)
        for field in relations(model)
        if issubclass(field.related_model, Guarded) and not _shares_the_scope(model, field)
    }


def _shares_the_scope(model: type[models.Model], field) -> bool:
    """A composite foreign key ties the child to the scope of this parent (see wall.keep_scope_of)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
            " AND confrelid = %s::regclass AND cardinality(conkey) = 2",
            [model._meta.db_table, field.related_model._meta.db_table],
        )
        return cursor.fetchone()[0] > 0


def test_every_link_from_one_scope_into_another_is_known(db: None) -> None:
    """An unlisted one is either missing its keep_scope_of or must be shown with care: list it, with the reason."""
    found = links_between_scopes()
    assert found - set(LINKS_BETWEEN_SCOPES) == set()


def test_no_known_link_is_gone(db: None) -> None:
    gone = set(LINKS_BETWEEN_SCOPES) - links_between_scopes()
    assert gone == set()


@pytest.mark.parametrize(
    "model", [model for model in our_models() if issubclass(model, Guarded)], ids=lambda m: m.__name__
)
def test_a_root_has_no_named_way_in_from_another_app(model: type[models.Model]) -> None:
    strangers = [
        relation.get_accessor_name()
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label != model._meta.app_label and not relation.hidden
    ]
    assert strangers == []
