"""Mail behind the wall; acts and proofs follow their letter's scope, and acts are added, never changed."""

from django.db import migrations

from laborrel.access.wall import append_only, keep_scope_of, protect


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
        ("access", "0002_the_wall"),
        ("documents", "0002_behind_the_wall"),
    ]

    operations = [
        protect("correspondence_registercounter"),
        protect("correspondence_registerentry", history="correspondence_registerentryevent"),
        protect("correspondence_letter", history="correspondence_letterevent"),
        protect("correspondence_letteract"),
        keep_scope_of("correspondence_letteract", parent="correspondence_letter", column="letter_id"),
        append_only("correspondence_letteract"),
        protect("correspondence_proofofservice", history="correspondence_proofofserviceevent"),
        keep_scope_of("correspondence_proofofservice", parent="correspondence_letter", column="letter_id"),
    ]
