"""Records that belong to a matter (a case, a negotiation, ...) the lower rooms do not know by name."""

from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from laborrel.access.composed import Blank
from laborrel.access.guarded import Guarded, GuardedQuerySet
from laborrel.access.models import Scope

ANY_MATTER: Any = object()  # in a composed read: the matter is said at each reading, by `kept_under`


def kept_under(matter: models.Model) -> dict[str, int]:
    """The two numbers by which records know their matter."""
    return {"matter_type": ContentType.objects.get_for_model(matter).pk, "matter_id": matter.pk}


class MatterQuerySet(GuardedQuerySet):
    def of(self, matter: models.Model) -> Self:
        """The records of one matter already in hand."""
        if matter is ANY_MATTER:
            return self.filter(matter_type=Blank("matter_type"), matter_id=Blank("matter_id"))
        return self.filter(**kept_under(matter))


class OfMatter(Guarded):
    """A guarded record of one matter: papers, letters, events. It moves with the matter when the scope changes.

    A record with a scope of its own (a privileged note) keeps that scope.
    """

    matter_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    matter_id = models.BigIntegerField(null=True, blank=True)
    matter = GenericForeignKey("matter_type", "matter_id")

    objects = models.Manager.from_queryset(MatterQuerySet)()

    class Meta:
        abstract = True


def move_records(matter: Any, *, old: Scope, new: Scope) -> None:
    """Carry every record of the matter from its old scope to its new one, in the caller's transaction."""
    for model in apps.get_models():
        if issubclass(model, OfMatter):
            records = model.objects.unrestricted(because="a matter and its records change scope together")
            records.of(matter).filter(scope=old).update(scope=new)
