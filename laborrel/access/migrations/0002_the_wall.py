"""The reader, the scopes within reach, and the policies of the key tables themselves.

The key tables (scopes, grants, denials, broken glass, role memberships) have row security without FORCE, so that the
SECURITY DEFINER functions of their owner can read them without asking themselves; the application role is held by the
policies and by column rights. See docs/decisions/key-tables-without-force.md.
"""

from django.db import migrations

ROLES = """
GRANT USAGE ON SCHEMA public TO lr_app, lr_backup;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lr_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lr_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO lr_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO lr_backup;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lr_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO lr_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO lr_backup;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO lr_backup;
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO lr_app, lr_backup;
"""

READER = """
CREATE FUNCTION app.uid() RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT nullif(current_setting('app.uid', true), '')::bigint $$;

-- The reader while the account is open: closing an account closes everything in the same moment.
CREATE FUNCTION app.reader() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM public.people_user WHERE id = app.uid() AND is_active $$;

-- A denial covers its scope, whatever accompanies that scope, and at a unit's desk every scope of the unit.
CREATE FUNCTION app.denied_to(person bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH denied AS (
        SELECT scope.id, scope.kind, scope.unit_id
        FROM public.access_denial denial JOIN public.access_scope scope ON scope.id = denial.scope_id
        WHERE denial.user_id = person AND denial.lifted_at IS NULL
    )
    SELECT id FROM denied
    UNION
    SELECT beside.id FROM public.access_scope beside WHERE beside.accompanies_id IN (SELECT id FROM denied)
    UNION
    SELECT of_unit.id FROM public.access_scope of_unit
    WHERE of_unit.unit_id IN (SELECT unit_id FROM denied WHERE kind = 'unit_desk')
$$;

CREATE FUNCTION app.my_scopes(level text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH me AS (SELECT app.reader() AS id),
    opened AS (
        SELECT held.content_object_id AS scope_id
        FROM public.access_scopeuserpermission held
        JOIN public.auth_permission word ON word.id = held.permission_id
        WHERE held.user_id = (SELECT id FROM me) AND word.codename = level || '_scope'
        UNION
        SELECT held.content_object_id
        FROM public.access_scopegrouppermission held
        JOIN public.auth_permission word ON word.id = held.permission_id
        JOIN public.people_user_groups member ON member.group_id = held.group_id
        WHERE member.user_id = (SELECT id FROM me) AND word.codename = level || '_scope'
        UNION
        SELECT glass.scope_id
        FROM public.access_brokenglass glass
        WHERE glass.user_id = (SELECT id FROM me) AND level = 'view'
          AND glass.closed_at IS NULL AND glass.until > now()
    )
    SELECT coalesce(array_agg(opened.scope_id), '{}')
    FROM opened
    WHERE opened.scope_id NOT IN (SELECT app.denied_to((SELECT id FROM me)))
$$;

-- Where a person is kept out, as far as the reader may know: of oneself the bare fact, never why or by whom.
CREATE FUNCTION app.kept_out(person bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT scope_id FROM app.denied_to(person) AS scope_id
    WHERE person = app.uid() OR scope_id = ANY ((SELECT app.my_scopes('view'))::bigint[])
$$;

-- Whether a role of the reader holds the verb, named like "access.break_glass".
CREATE FUNCTION app.holds(verb text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.people_user_groups member
        JOIN public.auth_group_permissions held ON held.group_id = member.group_id
        JOIN public.auth_permission word ON word.id = held.permission_id
        JOIN public.django_content_type kind ON kind.id = word.content_type_id
        WHERE member.user_id = app.reader() AND kind.model = 'capability'
          AND kind.app_label || '.' || word.codename = verb
    )
$$;
"""

KEYS = """
CREATE FUNCTION app.open_scope(kind text, title text, unit bigint, accompanies bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opened bigint;
    letters text := upper(replace(gen_random_uuid()::text, '-', ''));
BEGIN
    IF NOT app.holds('access.open_scope') THEN
        RAISE EXCEPTION 'a scope is opened by a person whose role may' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF kind = 'office' OR kind = 'unit_desk' AND NOT app.holds('access.grant_access') THEN
        RAISE EXCEPTION 'this kind of scope is not opened here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF accompanies IS NOT NULL AND NOT (accompanies = ANY (app.my_scopes('work'))) THEN
        RAISE EXCEPTION 'the scope it would accompany is out of reach' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.access_scope (kind, title, reference, unit_id, accompanies_id, opened_by_id, opened_at)
    VALUES (kind, title, substr(letters, 1, 5) || '-' || substr(letters, 6, 5), unit, accompanies, app.uid(), now())
    RETURNING id INTO opened;
    INSERT INTO public.access_scopeuserpermission (user_id, content_object_id, permission_id)
    SELECT app.uid(), opened, word.id
    FROM public.auth_permission word
    JOIN public.django_content_type kind_of_row ON kind_of_row.id = word.content_type_id
    WHERE kind_of_row.app_label = 'access' AND kind_of_row.model = 'scope'
      AND word.codename IN ('view_scope', 'work_scope', 'grant_scope');
    RETURN opened;
END $$;

-- Answers null alike for a reference that does not exist and for one the reader is kept out of.
CREATE FUNCTION app.break_glass(wanted text, reason text, minutes integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    broken bigint;
BEGIN
    IF minutes NOT BETWEEN 1 AND 240 OR NOT app.holds('access.break_glass') THEN
        RAISE EXCEPTION 'the glass is broken by an administrator, for four hours at most'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.access_brokenglass (scope_id, user_id, reason, broken_at, until)
    SELECT scope.id, app.uid(), break_glass.reason, now(), now() + make_interval(mins => minutes)
    FROM public.access_scope scope
    WHERE scope.reference = wanted AND scope.id NOT IN (SELECT app.denied_to(app.uid()))
    RETURNING id INTO broken;
    RETURN broken;
END $$;

REVOKE ALL ON FUNCTION app.uid(), app.reader(), app.denied_to(bigint), app.my_scopes(text), app.kept_out(bigint),
    app.holds(text), app.open_scope(text, text, bigint, bigint), app.break_glass(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.uid(), app.reader(), app.my_scopes(text), app.kept_out(bigint), app.holds(text),
    app.open_scope(text, text, bigint, bigint), app.break_glass(text, text, integer) TO lr_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO lr_app;
"""

POLICIES = """
ALTER TABLE access_scope ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_scope_see ON access_scope FOR SELECT
    USING (id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_scope_change ON access_scope FOR UPDATE
    USING (id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));

ALTER TABLE access_scopeuserpermission ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_scopeuserpermission_see ON access_scopeuserpermission FOR SELECT
    USING (user_id = (SELECT app.uid()) OR content_object_id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_scopeuserpermission_add ON access_scopeuserpermission FOR INSERT
    WITH CHECK (content_object_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));
CREATE POLICY access_scopeuserpermission_remove ON access_scopeuserpermission FOR DELETE
    USING (content_object_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));

ALTER TABLE access_scopegrouppermission ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_scopegrouppermission_see ON access_scopegrouppermission FOR SELECT
    USING (group_id IN (SELECT group_id FROM people_user_groups WHERE user_id = (SELECT app.uid()))
           OR content_object_id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_scopegrouppermission_add ON access_scopegrouppermission FOR INSERT
    WITH CHECK (content_object_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));
CREATE POLICY access_scopegrouppermission_remove ON access_scopegrouppermission FOR DELETE
    USING (content_object_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));

ALTER TABLE access_denial ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_denial_see ON access_denial FOR SELECT
    USING (scope_id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_denial_add ON access_denial FOR INSERT
    WITH CHECK (scope_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));
CREATE POLICY access_denial_change ON access_denial FOR UPDATE
    USING (scope_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]) AND user_id IS DISTINCT FROM (SELECT app.uid()));

ALTER TABLE access_brokenglass ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_brokenglass_see ON access_brokenglass FOR SELECT
    USING (user_id = (SELECT app.uid()) OR scope_id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_brokenglass_change ON access_brokenglass FOR UPDATE
    USING (user_id = (SELECT app.uid()) AND closed_at IS NULL)
    WITH CHECK (user_id = (SELECT app.uid()) AND closed_at IS NOT NULL);

-- Nobody gives himself a role: a role brings every grant given to it.
ALTER TABLE people_user_groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY people_user_groups_see ON people_user_groups FOR SELECT USING (true);
CREATE POLICY people_user_groups_add ON people_user_groups FOR INSERT
    WITH CHECK (user_id IS DISTINCT FROM (SELECT app.uid()));
CREATE POLICY people_user_groups_remove ON people_user_groups FOR DELETE USING (true);
"""

# What stands is not rewritten: a scope keeps its kind, unit and companion, a denial its person, a broken glass its time.
COLUMN_RIGHTS = """
REVOKE INSERT, UPDATE, DELETE ON access_scope, access_brokenglass FROM lr_app;
REVOKE UPDATE ON access_scopeuserpermission, access_scopegrouppermission, people_user_groups FROM lr_app;
REVOKE UPDATE, DELETE ON access_denial FROM lr_app;
GRANT UPDATE (title) ON access_scope TO lr_app;
GRANT UPDATE (closed_at) ON access_brokenglass TO lr_app;
GRANT UPDATE (lifted_at, lifted_by_id) ON access_denial TO lr_app;
"""

# The words grants are made of are written by migrations alone; two unused ways to hold permissions stay empty.
FIXED_TABLES = """
REVOKE INSERT, UPDATE, DELETE ON auth_permission, django_content_type, django_migrations,
    people_user_user_permissions, guardian_userobjectpermission, guardian_groupobjectpermission FROM lr_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("people", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("guardian", "0001_initial"),
    ]

    operations = [migrations.RunSQL(sql) for sql in (ROLES, READER, KEYS, POLICIES, COLUMN_RIGHTS, FIXED_TABLES)]
