"""The docket's orders as indexes, so that page one and page two thousand of a million cases cost the same."""

import datetime

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_the_wall"),
        ("contracts", "0001_initial"),
        ("grievances", "0002_behind_the_wall"),
        ("organization", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="grievance",
            name="docket_by_due_date",
        ),
        migrations.RemoveIndex(
            model_name="grievance",
            name="docket_by_receipt",
        ),
        migrations.RemoveIndex(
            model_name="grievance",
            name="docket_of_a_holder",
        ),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    "next_due_on", models.Value(datetime.date(9999, 12, 31))
                ),
                models.F("id"),
                models.F("scope"),
                condition=models.Q(("closed_on__isnull", True)),
                name="docket_open_by_due_date",
            ),
        ),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    "next_due_on", models.Value(datetime.date(9999, 12, 31))
                ),
                models.F("id"),
                models.F("scope"),
                name="docket_by_due_date",
            ),
        ),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["received_on", "id", "scope"],
                name="docket_open_by_receipt",
            ),
        ),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["number", "scope"],
                name="docket_open_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(fields=["received_on", "id", "scope"], name="docket_by_receipt"),
        ),
        migrations.AddIndex(
            model_name="grievance",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["holder", "next_due_on"],
                name="docket_of_a_holder",
            ),
        ),
    ]
