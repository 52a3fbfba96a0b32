"""Events and readings behind the wall, added and never changed."""

from django.db import migrations

from laborrel.access.wall import append_only, protect


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0002_the_wall")]

    operations = [
        protect("audit_event", write="view"),
        append_only("audit_event"),
        protect("audit_reading", write="view"),
        append_only("audit_reading"),
    ]
