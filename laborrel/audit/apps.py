from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "laborrel.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        from laborrel.access.scopes import keys_changed
        from laborrel.audit.events import record_key_change

        keys_changed.connect(record_key_change, dispatch_uid="record key changes")
