"""The second wall: PostgreSQL row-level security, so that a forgotten filter returns nothing.

Three roles: lr_owner owns the tables and migrates, lr_app serves requests and jobs, lr_backup dumps. The reader is
set for the length of one transaction; without a reader every protected table is empty. See docs/decisions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, migrations, transaction

APPLICATION_ROLE = "lr_app"


class WallIsDown(RuntimeError):
    """The database would not hold the wall: the program refuses to start."""


# ------------------------------------------------------------------------------------------- who is reading


def read_as(user_id: int | None) -> None:
    """Say who reads, until the end of the current transaction (outside one it would be forgotten at once)."""
    if not connection.in_atomic_block:
        raise WallIsDown("Say who reads inside a transaction: SET LOCAL outside one is lost silently.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.uid', %s, true)", [str(user_id or "")])


@contextmanager
def reading_as(user: Any) -> Iterator[None]:
    """A transaction in one person's reach: for jobs, commands and tests. Restores the earlier reader."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.uid', true)")
            earlier = cursor.fetchone()[0] or ""
        read_as(user.pk if user is not None else None)
        yield
        read_as(int(earlier) if earlier else None)


# ------------------------------------------------------------------------------------------- for migrations


def protect(table: str, *, history: str = "", write: str = "work") -> migrations.RunSQL:
    """Put a table (and its history table) behind the wall: one scope_id, one policy per act."""
    statements = _policies(table, write=write)
    if history:
        statements += _history_policies(table, history)
    return migrations.RunSQL("\n".join(statements), _undo(table, history))


def keep_scope_of(child: str, *, parent: str, column: str) -> migrations.RunSQL:
    """A child row carries its parent's scope, by composite foreign key, and follows it when it moves."""
    constraint = f"{child}_keeps_scope"
    return migrations.RunSQL(
        f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{parent}_id_with_scope') THEN
                ALTER TABLE {parent} ADD CONSTRAINT {parent}_id_with_scope UNIQUE (id, scope_id);
            END IF;
        END $$;
        ALTER TABLE {child} ADD CONSTRAINT {constraint}
            FOREIGN KEY ({column}, scope_id) REFERENCES {parent} (id, scope_id) ON UPDATE CASCADE;
        """,
        f"ALTER TABLE {child} DROP CONSTRAINT {constraint};",
    )


def protect_own(table: str, *, column: str, or_shared: str = "") -> migrations.RunSQL:
    """Put a table behind the wall whose rows belong to one person each (drafts, saved views)."""
    own = f"{column} = (SELECT app.reader())"
    seen = f"{own} OR ({or_shared} AND (SELECT app.reader()) IS NOT NULL)" if or_shared else own
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_see ON {table} FOR SELECT USING ({seen});
        CREATE POLICY {table}_write ON {table} FOR ALL USING ({own}) WITH CHECK ({own});
        """,
        f"DROP POLICY {table}_see ON {table}; DROP POLICY {table}_write ON {table};"
        f" ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table: str) -> migrations.RunSQL:
    """The application may add rows and carry them to another scope, never change or remove them."""
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE ON {table} FROM {APPLICATION_ROLE}; "
        f"GRANT UPDATE (scope_id) ON {table} TO {APPLICATION_ROLE};",
        f"GRANT UPDATE, DELETE ON {table} TO {APPLICATION_ROLE};",
    )


def _within(level: str) -> str:
    return f"scope_id = ANY ((SELECT app.my_scopes('{level}'))::bigint[])"


def _policies(table: str, *, write: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY {table}_see ON {table} FOR SELECT USING ({_within('view')});",
        f"CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({_within(write)});",
        f"CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({_within('work')}) WITH CHECK ({_within('work')});",
        f"CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({_within('work')});",
    ]


def _history_policies(table: str, history: str) -> list[str]:
    follow = f"{table}_history_follows"
    return [
        *_policies(history, write="view"),
        f"REVOKE UPDATE, DELETE ON {history} FROM {APPLICATION_ROLE};",
        f"GRANT UPDATE (scope_id) ON {history} TO {APPLICATION_ROLE};",
        f"""CREATE FUNCTION app.{follow}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
            BEGIN UPDATE {history} SET scope_id = NEW.scope_id WHERE pgh_obj_id = NEW.id; RETURN NULL; END $$;""",  # noqa: S608 - names from migrations
        f"""CREATE TRIGGER {follow} AFTER UPDATE OF scope_id ON {table} FOR EACH ROW
            WHEN (OLD.scope_id IS DISTINCT FROM NEW.scope_id) EXECUTE FUNCTION app.{follow}();""",
    ]


def _undo(table: str, history: str) -> str:
    undo = []
    for each in filter(None, (table, history)):
        undo += [f"DROP POLICY IF EXISTS {each}_{act} ON {each};" for act in ("see", "add", "change", "remove")]
        undo.append(f"ALTER TABLE {each} DISABLE ROW LEVEL SECURITY;")
    if history:
        undo.append(f"DROP TRIGGER {table}_history_follows ON {table}; DROP FUNCTION app.{table}_history_follows();")
    return "\n".join(undo)


# ------------------------------------------------------------------------------------------- start-up refusal


def protected_tables() -> list[str]:
    """Every table whose model carries a scope, histories included, and the scopes themselves."""
    with_scope = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if any(field.attname == "scope_id" for field in model._meta.concrete_fields)
    ]
    return sorted({*with_scope, *KEY_TABLES, *OWN_ROW_TABLES})


KEY_TABLES = ("access_scope", "access_scopeuserpermission", "access_scopegrouppermission", "people_user_groups")
OWN_ROW_TABLES = ("drafts_draft", "grievances_logimport", "grievances_savedview")
_checked: set[str] = set()


def refuse_an_open_wall(*, connection: Any, **_: Any) -> None:
    """At the first connection of a process: refuse a role or a table that would let everything through."""
    name = str(connection.settings_dict["NAME"])
    if connection.alias != "default" or name in _checked:
        return
    with connection.cursor() as cursor:
        faults = wall_faults(cursor)
    if faults:
        connection.close()
        raise WallIsDown("The wall is down: " + " ".join(faults))
    _checked.add(name)


def wall_faults(cursor: Any) -> list[str]:
    """What would let everything through, in sentences; empty when the wall stands."""
    return [*_faults_of_the_role(cursor), *_faults_of_the_tables(cursor)]


def _faults_of_the_role(cursor: Any) -> list[str]:
    """The role, or one it could become by SET ROLE, passes every policy; or it could make tables of its own."""
    cursor.execute(
        "SELECT current_user, has_schema_privilege('public', 'CREATE'), string_agg(rolname, ', ' ORDER BY rolname)"
        " FROM pg_roles WHERE (rolsuper OR rolbypassrls)"
        " AND (pg_has_role(current_user, oid, 'MEMBER') OR pg_has_role(session_user, oid, 'MEMBER'))"
    )
    role, may_create, passing = cursor.fetchone()
    faults = []
    if passing:
        faults.append(f"{role} can act as {passing}, whom no policy holds; connect as {APPLICATION_ROLE}.")
    if may_create:
        faults.append(f"{role} may create tables, which nobody would protect.")
    return faults


def _faults_of_the_tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT relname, pg_has_role(relowner, 'MEMBER'), relrowsecurity AND row_security_active(oid),"
        " has_table_privilege(oid, 'TRUNCATE') OR has_table_privilege(oid, 'TRIGGER')"
        " FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname = ANY (%s)"
        " ORDER BY relname",
        [protected_tables()],
    )
    faults = []
    for table, is_owner, is_on, passes_by in cursor.fetchall():
        if is_owner:
            faults.append(f"this role owns {table}, or can become its owner.")
        elif not is_on:
            faults.append(f"row-level security is off on {table}.")
        elif passes_by:
            faults.append(f"this role may truncate {table} or hang triggers on it.")
    return faults
