"""Papers behind the wall; versions follow their paper's scope and are added, never changed."""

from django.db import migrations

from laborrel.access.wall import append_only, keep_scope_of, protect


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("access", "0002_the_wall")]

    operations = [
        protect("documents_document", history="documents_documentevent"),
        protect("documents_version"),
        keep_scope_of("documents_version", parent="documents_document", column="document_id"),
        append_only("documents_version"),
    ]
