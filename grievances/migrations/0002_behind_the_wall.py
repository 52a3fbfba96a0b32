"""Every row of a case behind the wall; children carry and follow the scope of their case, histories too."""

from django.db import migrations

from laborrel.access.wall import keep_scope_of, protect, protect_own

CASE = "grievances_grievance"
VISIT = "grievances_stepvisit"

WITH_HISTORY = [
    "grievance",
    "grievant",
    "stepvisit",
    "citedclause",
    "stepmeeting",
    "answer",
    "happening",
    "extension",
    "hold",
    "settlement",
    "privilegednote",
]
OF_THE_CASE = ["grievant", "stepvisit", "happening", "duedate", "extension", "hold", "settlement"]
OF_A_VISIT = ["citedclause", "stepmeeting", "answer"]


class Migration(migrations.Migration):
    dependencies = [("grievances", "0001_initial"), ("access", "0002_the_wall")]

    operations = [
        *(protect(f"grievances_{name}", history=f"grievances_{name}event") for name in WITH_HISTORY),
        *(protect(f"grievances_{name}") for name in ("duedate", "meetingdocument", "logimport")),
        *(keep_scope_of(f"grievances_{name}", parent=CASE, column="grievance_id") for name in OF_THE_CASE),
        *(keep_scope_of(f"grievances_{name}", parent=VISIT, column="visit_id") for name in OF_A_VISIT),
        keep_scope_of("grievances_meetingdocument", parent="grievances_stepmeeting", column="meeting_id"),
        protect_own("grievances_savedview", column="owner_id", or_shared="is_shared"),
    ]
