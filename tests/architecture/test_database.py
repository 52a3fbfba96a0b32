"""The catalogue: every table is behind the wall in the one affordable form, or open for a written reason."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from laborrel.access.guarded import Guarded, Scoped
from tests.architecture.open_tables import DEFINERS, KEY_TABLES, OPEN_TABLES, WITHOUT_A_PARENT

pytestmark = pytest.mark.django_db

SCOPES = r"\(scope_id = ANY \(\( SELECT app\.my_scopes\('{level}'::text\) AS my_scopes\)::bigint\[\]\)\)"
OWN = r"\([a-z_]+_id = \( SELECT app\.reader\(\) AS reader\)\)"
OWN_OR_SHARED = rf"\({OWN} OR \([a-z_]+ AND \(\( SELECT app\.reader\(\) AS reader\) IS NOT NULL\)\)\)"


def ask(sql: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def tables() -> dict[str, tuple[bool, bool, str]]:
    """name -> (row security, forced, owner) of every ordinary table of ours."""
    rows = ask(
        "SELECT relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    return {name: (on, forced, owner) for name, on, forced, owner in rows}


def behind_the_wall() -> set[str]:
    return {name for name, (on, _, _) in tables().items() if on} - KEY_TABLES


def policies() -> dict[str, dict[str, tuple[str | None, str | None]]]:
    """table -> act -> (which rows, which new rows)."""
    found: dict[str, dict] = {}
    for table, act, old, new in ask(
        "SELECT relname, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)"
        " FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE polpermissive"
    ):
        assert act not in found.setdefault(table, {}), f"{table} has two policies for one act; they would be added up"
        found[table][act] = (old, new)
    return found


def matches(expression: str | None, pattern: str) -> bool:
    return expression is not None and re.fullmatch(pattern, expression) is not None


def scope(level: str) -> str:
    return SCOPES.format(level=level)


def test_every_table_is_behind_the_wall_or_open_for_a_reason() -> None:
    standing = set(tables())
    assert standing - behind_the_wall() - KEY_TABLES - set(OPEN_TABLES) == set()
    assert set(OPEN_TABLES) & behind_the_wall() == set()


def test_no_reason_is_kept_for_a_table_that_is_gone() -> None:
    assert (set(OPEN_TABLES) | KEY_TABLES | set(WITHOUT_A_PARENT)) - set(tables()) == set()


def test_row_security_is_forced_on_the_owner_too() -> None:
    found = tables()
    assert {name for name in behind_the_wall() if not found[name][1]} == set()
    assert {name for name in KEY_TABLES if not found[name][0]} == set()


def test_everything_belongs_to_the_owner_who_belongs_to_nobody() -> None:
    assert {owner for _, _, owner in tables().values()} == {"lr_owner"}
    assert (
        ask(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member IN ('lr_owner'::regrole, 'lr_app'::regrole)"
        )
        == []
    )


def test_every_policy_has_the_one_affordable_form() -> None:
    """Scopes computed once for the statement: no function per row, no correlated EXISTS."""
    wrong = [table for table, acts in policies().items() if table not in KEY_TABLES and not _is_affordable(acts)]
    assert wrong == []
    assert behind_the_wall() - set(policies()) == set()


def _is_affordable(acts: dict[str, tuple[str | None, str | None]]) -> bool:
    if set(acts) == {"r", "*"}:  # rows of one person each
        seen = matches(acts["r"][0], OWN) or matches(acts["r"][0], OWN_OR_SHARED)
        return seen and matches(acts["*"][0], OWN) and matches(acts["*"][1], OWN)
    return (
        set(acts) == {"r", "a", "w", "d"}
        and matches(acts["r"][0], scope("view"))
        and (matches(acts["a"][1], scope("work")) or matches(acts["a"][1], scope("view")))
        and all(matches(expression, scope("work")) for expression in (*acts["w"], acts["d"][0]))
    )


def test_every_model_with_a_scope_lies_behind_the_wall() -> None:
    wanted = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.attname == "scope_id" for field in model._meta.concrete_fields)
    }
    assert wanted - behind_the_wall() - KEY_TABLES == set()


def tracked() -> dict[str, str]:
    """table -> its history table."""
    return {
        model.pgh_tracked_model._meta.db_table: model._meta.db_table
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model") and model._meta.managed
    }


def test_the_history_of_a_protected_table_is_protected_and_follows_it() -> None:
    followed = {
        table for (table,) in ask("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname ~ '_history_follows$'")
    }
    loose = [
        (table, history)
        for table, history in tracked().items()
        if table in behind_the_wall() and (history not in behind_the_wall() or table not in followed)
    ]
    assert loose == []


def test_histories_and_events_are_added_and_carried_never_changed() -> None:
    """The application role may update their scope alone."""
    histories = {history for history in tracked().values() if history in behind_the_wall()}
    for table in sorted(histories | {"audit_event", "audit_reading"}):
        may = ask(
            "SELECT has_table_privilege('lr_app', %s, 'UPDATE'), has_table_privilege('lr_app', %s, 'DELETE'),"
            " array(SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            "       AND NOT attisdropped AND has_column_privilege('lr_app', attrelid, attnum, 'UPDATE'))",
            table,
            table,
            table,
        )
        assert may == [(False, False, ["scope_id"])], table


def test_every_child_keeps_the_scope_of_its_parent() -> None:
    tied = {
        table for (table,) in ask("SELECT conrelid::regclass::text FROM pg_constraint WHERE conname ~ '_keeps_scope$'")
    }
    children = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Scoped) and not issubclass(model, Guarded)
    }
    assert children - tied - set(WITHOUT_A_PARENT) == set()


def test_no_view_shows_what_its_owner_sees() -> None:
    """Views ask with the reader's rights; a materialized view of protected rows would be a copy outside the wall."""
    loose = ask(
        "SELECT relname, relkind FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE relkind IN ('v', 'm', 'f') AND nspname NOT IN ('pg_catalog', 'information_schema')"
        " AND NOT (relkind = 'v' AND 'security_invoker=true' = ANY (coalesce(reloptions, '{}')))"
    )
    assert loose == []


def test_functions_with_the_owner_s_rights_are_listed_pinned_and_not_public() -> None:
    found = ask(
        "SELECT p.oid::regprocedure::text, coalesce(proconfig, '{}'), coalesce(proacl::text, 'public')"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')"
    )
    assert {name for name, _, _ in found} == set(DEFINERS)
    assert {tuple(settings) for _, settings, _ in found} == {("search_path=pg_catalog, pg_temp",)}
    assert [name for name, _, rights in found if "=X/" in re.sub(r"\w+=X/", "", rights) or rights == "public"] == []
    assert [name for name, _, rights in found if "lr_app" not in rights] == ["app.denied_to(bigint)"]


def test_the_application_role_may_read_and_write_rows_and_nothing_else() -> None:
    beyond = ask(
        "SELECT relname, word FROM pg_class, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) word"
        " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        " AND (word <> 'MAINTAIN' OR current_setting('server_version_num')::int >= 170000)"
        " AND has_table_privilege('lr_app', pg_class.oid, word)"
    )
    assert beyond == []
    assert ask(
        "SELECT has_schema_privilege('lr_app', nspname, 'CREATE') FROM pg_namespace WHERE nspname IN ('public', 'app')"
    ) == [
        (False,),
        (False,),
    ]


def test_what_the_application_may_not_write() -> None:
    fixed = ("auth_permission", "django_content_type", "django_migrations", "guardian_userobjectpermission")
    rights = "INSERT, UPDATE, DELETE"
    writable = [
        table for table in fixed if ask("SELECT has_table_privilege('lr_app', %s, %s)", table, rights) == [(True,)]
    ]
    assert writable == []


# A unique constraint sees hidden rows too (TRUST H8), so a refusal could tell of one.
UNIQUE_ACROSS_SCOPES = {
    ("audit_event", "submission"): "random",
    ("correspondence_letter", "key"): "random",
    ("documents_document", "key"): "random",
    ("documents_version", "storage_name"): "random",
    (
        "grievances_grievance",
        "number",
    ): "given out by the program; an import says the same of a hidden number and a bad one",
}


def test_a_typed_number_is_unique_within_its_scope_only() -> None:
    """Unless the constraint goes through a row one has in hand, or the value is nothing a person types."""
    unique = ask(
        "SELECT relname, array(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid"
        " AND attnum = ANY (indkey)) FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
        " WHERE indisunique AND NOT indisprimary AND relname = ANY (%s)",
        sorted(behind_the_wall()),
    )
    telling = {(table, *columns) for table, columns in unique if not any(name.endswith("_id") for name in columns)}
    assert telling == set(UNIQUE_ACROSS_SCOPES)


def test_every_change_of_a_model_has_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(said.getvalue())
