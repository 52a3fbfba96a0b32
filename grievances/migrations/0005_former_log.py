"""The number a case had in an earlier log; and an import is seen by nobody but the person who brought it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from laborrel.access.wall import protect, protect_own

SCOPED = protect("grievances_logimport")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_the_wall"),
        ("contracts", "0001_initial"),
        ("grievances", "0004_merged_codes"),
        ("organization", "0002_merged_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="grievance",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="grievance",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="grievance",
            name="delete_delete",
        ),
        migrations.RunSQL(SCOPED.reverse_sql, SCOPED.sql),
        migrations.RemoveField(
            model_name="logimport",
            name="scope",
        ),
        protect_own("grievances_logimport", column="by_id"),
        migrations.AddField(
            model_name="grievance",
            name="former_number",
            field=models.CharField(blank=True, editable=False, db_index=True, max_length=60),
        ),
        migrations.AddField(
            model_name="grievanceevent",
            name="former_number",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="logimport",
            name="headings",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="logimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("uploaded", "Uploaded"),
                    ("checking", "Being checked"),
                    ("checked", "Checked"),
                    ("running", "Being taken in"),
                    ("done", "Taken in"),
                    ("refused", "Refused"),
                ],
                default="uploaded",
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grievance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grievances_grievanceevent" ("agency_number", "agreement_id", "closed_on", "created_at", "created_by_id", "department_id", "discipline", "disposition", "former_number", "holder_id", "id", "is_held", "issue_id", "kind", "known_on", "lead_id", "number", "objection", "objection_raised_by_id", "objection_raised_on", "objection_step", "occurred_on", "outcome_id", "outcome_step", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "received_by_method", "received_on", "remedy_asked", "representative_id", "scope_id", "state", "statement", "step", "step_name", "title", "unit_id") VALUES (NEW."agency_number", NEW."agreement_id", NEW."closed_on", NEW."created_at", NEW."created_by_id", NEW."department_id", NEW."discipline", NEW."disposition", NEW."former_number", NEW."holder_id", NEW."id", NEW."is_held", NEW."issue_id", NEW."kind", NEW."known_on", NEW."lead_id", NEW."number", NEW."objection", NEW."objection_raised_by_id", NEW."objection_raised_on", NEW."objection_step", NEW."occurred_on", NEW."outcome_id", NEW."outcome_step", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."procedure_id", NEW."received_by_method", NEW."received_on", NEW."remedy_asked", NEW."representative_id", NEW."scope_id", NEW."state", NEW."statement", NEW."step", NEW."step_name", NEW."title", NEW."unit_id"); RETURN NULL;',
                    hash="c24c5fda21e1c024433c4312e4f048daebf0e990",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_333a5",
                    table="grievances_grievance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grievance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency_number" IS DISTINCT FROM (NEW."agency_number") OR OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."discipline" IS DISTINCT FROM (NEW."discipline") OR OLD."disposition" IS DISTINCT FROM (NEW."disposition") OR OLD."former_number" IS DISTINCT FROM (NEW."former_number") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_held" IS DISTINCT FROM (NEW."is_held") OR OLD."issue_id" IS DISTINCT FROM (NEW."issue_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."known_on" IS DISTINCT FROM (NEW."known_on") OR OLD."lead_id" IS DISTINCT FROM (NEW."lead_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."objection" IS DISTINCT FROM (NEW."objection") OR OLD."objection_raised_by_id" IS DISTINCT FROM (NEW."objection_raised_by_id") OR OLD."objection_raised_on" IS DISTINCT FROM (NEW."objection_raised_on") OR OLD."objection_step" IS DISTINCT FROM (NEW."objection_step") OR OLD."occurred_on" IS DISTINCT FROM (NEW."occurred_on") OR OLD."outcome_id" IS DISTINCT FROM (NEW."outcome_id") OR OLD."outcome_step" IS DISTINCT FROM (NEW."outcome_step") OR OLD."procedure_id" IS DISTINCT FROM (NEW."procedure_id") OR OLD."received_by_method" IS DISTINCT FROM (NEW."received_by_method") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."remedy_asked" IS DISTINCT FROM (NEW."remedy_asked") OR OLD."representative_id" IS DISTINCT FROM (NEW."representative_id") OR OLD."scope_id" IS DISTINCT FROM (NEW."scope_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."statement" IS DISTINCT FROM (NEW."statement") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."step_name" IS DISTINCT FROM (NEW."step_name") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                    func='INSERT INTO "grievances_grievanceevent" ("agency_number", "agreement_id", "closed_on", "created_at", "created_by_id", "department_id", "discipline", "disposition", "former_number", "holder_id", "id", "is_held", "issue_id", "kind", "known_on", "lead_id", "number", "objection", "objection_raised_by_id", "objection_raised_on", "objection_step", "occurred_on", "outcome_id", "outcome_step", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "received_by_method", "received_on", "remedy_asked", "representative_id", "scope_id", "state", "statement", "step", "step_name", "title", "unit_id") VALUES (NEW."agency_number", NEW."agreement_id", NEW."closed_on", NEW."created_at", NEW."created_by_id", NEW."department_id", NEW."discipline", NEW."disposition", NEW."former_number", NEW."holder_id", NEW."id", NEW."is_held", NEW."issue_id", NEW."kind", NEW."known_on", NEW."lead_id", NEW."number", NEW."objection", NEW."objection_raised_by_id", NEW."objection_raised_on", NEW."objection_step", NEW."occurred_on", NEW."outcome_id", NEW."outcome_step", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."procedure_id", NEW."received_by_method", NEW."received_on", NEW."remedy_asked", NEW."representative_id", NEW."scope_id", NEW."state", NEW."statement", NEW."step", NEW."step_name", NEW."title", NEW."unit_id"); RETURN NULL;',
                    hash="3595ee23882061869b49e1c97131c7574f9fa8aa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e267",
                    table="grievances_grievance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grievance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grievances_grievanceevent" ("agency_number", "agreement_id", "closed_on", "created_at", "created_by_id", "department_id", "discipline", "disposition", "former_number", "holder_id", "id", "is_held", "issue_id", "kind", "known_on", "lead_id", "number", "objection", "objection_raised_by_id", "objection_raised_on", "objection_step", "occurred_on", "outcome_id", "outcome_step", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "received_by_method", "received_on", "remedy_asked", "representative_id", "scope_id", "state", "statement", "step", "step_name", "title", "unit_id") VALUES (OLD."agency_number", OLD."agreement_id", OLD."closed_on", OLD."created_at", OLD."created_by_id", OLD."department_id", OLD."discipline", OLD."disposition", OLD."former_number", OLD."holder_id", OLD."id", OLD."is_held", OLD."issue_id", OLD."kind", OLD."known_on", OLD."lead_id", OLD."number", OLD."objection", OLD."objection_raised_by_id", OLD."objection_raised_on", OLD."objection_step", OLD."occurred_on", OLD."outcome_id", OLD."outcome_step", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."procedure_id", OLD."received_by_method", OLD."received_on", OLD."remedy_asked", OLD."representative_id", OLD."scope_id", OLD."state", OLD."statement", OLD."step", OLD."step_name", OLD."title", OLD."unit_id"); RETURN NULL;',
                    hash="0c902bdff925688db7e97cd9e1ef0c9ffffd857c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0932e",
                    table="grievances_grievance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="grievance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("former_number", ""), _negated=True),
                fields=("scope", "former_number"),
                name="one_case_per_former_number",
            ),
        ),
    ]
