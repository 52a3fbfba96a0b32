"""The reader, the scopes within reach, and the policies of the key tables themselves.

The key tables (scopes, grants, denials, broken glass) have row security without FORCE, so that the SECURITY DEFINER
functions of their owner can read them without asking themselves; the application role is held by the policies.
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
CREATE FUNCTION app.uid() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.uid', true), '')::bigint $$;

CREATE FUNCTION app.my_scopes(level text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH me AS (SELECT id FROM public.people_user WHERE id = app.uid() AND is_active),
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
    WHERE NOT EXISTS (
        SELECT FROM public.access_denial denial
        WHERE denial.scope_id = opened.scope_id AND denial.user_id = app.uid() AND denial.lifted_at IS NULL
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
    IF app.uid() IS NULL THEN
        RAISE EXCEPTION 'nobody is reading: a scope is opened by a person';
    END IF;
    IF accompanies IS NOT NULL AND NOT (accompanies = ANY (app.my_scopes('work'))) THEN
        RAISE EXCEPTION 'the scope it would accompany is out of reach';
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

CREATE FUNCTION app.break_glass(wanted text, reason text, minutes integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    broken bigint;
BEGIN
    IF app.uid() IS NULL OR minutes NOT BETWEEN 1 AND 240 THEN
        RAISE EXCEPTION 'the glass is broken by a person, for four hours at most';
    END IF;
    INSERT INTO public.access_brokenglass (scope_id, user_id, reason, broken_at, until)
    SELECT scope.id, app.uid(), break_glass.reason, now(), now() + make_interval(mins => minutes)
    FROM public.access_scope scope WHERE scope.reference = wanted
    RETURNING id INTO broken;
    RETURN broken;
END $$;

REVOKE ALL ON FUNCTION app.uid(), app.my_scopes(text), app.open_scope(text, text, bigint, bigint),
    app.break_glass(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.uid(), app.my_scopes(text), app.open_scope(text, text, bigint, bigint),
    app.break_glass(text, text, integer) TO lr_app;
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
    USING (user_id = (SELECT app.uid()) OR scope_id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_denial_add ON access_denial FOR INSERT
    WITH CHECK (scope_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));
CREATE POLICY access_denial_change ON access_denial FOR UPDATE
    USING (scope_id = ANY ((SELECT app.my_scopes('grant'))::bigint[]));

ALTER TABLE access_brokenglass ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_brokenglass_see ON access_brokenglass FOR SELECT
    USING (user_id = (SELECT app.uid()) OR scope_id = ANY ((SELECT app.my_scopes('view'))::bigint[]));
CREATE POLICY access_brokenglass_change ON access_brokenglass FOR UPDATE
    USING (user_id = (SELECT app.uid()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("people", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunSQL(sql) for sql in (ROLES, READER, KEYS, POLICIES)]
