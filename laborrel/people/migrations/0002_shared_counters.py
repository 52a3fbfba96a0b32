"""The table in which all web processes count sign-in attempts together (Django's database cache)."""

from django.db import migrations

MAKE = """
CREATE TABLE people_shared_counters (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX people_shared_counters_expires ON people_shared_counters (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunSQL(MAKE, "DROP TABLE people_shared_counters")]
