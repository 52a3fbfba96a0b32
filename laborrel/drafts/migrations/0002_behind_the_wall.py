"""A draft is shown to its owner alone."""

from django.db import migrations

from laborrel.access.wall import protect_own


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_initial"), ("access", "0002_the_wall")]

    operations = [protect_own("drafts_draft", column="owner_id")]
