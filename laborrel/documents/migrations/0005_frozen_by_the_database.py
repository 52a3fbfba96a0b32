"""What was issued keeps its one file, and stays frozen, whatever the application does."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION app.keep_a_frozen_document_as_it_is() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'documents_version' THEN
        IF NEW.number = 1 OR NOT EXISTS (SELECT FROM documents_document WHERE id = NEW.document_id AND is_frozen) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'A frozen document stays as it left the house.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER a_frozen_document_has_one_file BEFORE INSERT ON documents_version
    FOR EACH ROW EXECUTE FUNCTION app.keep_a_frozen_document_as_it_is();
CREATE TRIGGER a_frozen_document_stays_frozen BEFORE UPDATE OF is_frozen, title, kind, dated_on ON documents_document
    FOR EACH ROW WHEN (OLD.is_frozen AND (OLD.is_frozen, OLD.title, OLD.kind, OLD.dated_on)
        IS DISTINCT FROM (NEW.is_frozen, NEW.title, NEW.kind, NEW.dated_on))
    EXECUTE FUNCTION app.keep_a_frozen_document_as_it_is();
"""
THAWED = """
DROP TRIGGER a_frozen_document_has_one_file ON documents_version;
DROP TRIGGER a_frozen_document_stays_frozen ON documents_document;
DROP FUNCTION app.keep_a_frozen_document_as_it_is();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_issued_papers_are_frozen")]

    operations = [migrations.RunSQL(FROZEN, THAWED)]
