from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "laborrel.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from laborrel.access import checks, roles, wall  # noqa: F401 - checks register themselves

        autodiscover_modules("access")  # every app declares its permissions there
        post_migrate.connect(roles.create_roles, sender=self)
        connection_created.connect(wall.refuse_an_open_wall, dispatch_uid="refuse an open wall")
