"""The trail of decisions is written once: the database itself refuses to change or delete a line of it."""

from django.db import migrations

GUARD = """
CREATE FUNCTION moderation_trail_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The trail of decisions is never changed.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER moderation_trail_never_changes BEFORE UPDATE OR DELETE ON moderation_decision
FOR EACH ROW EXECUTE FUNCTION moderation_trail_never_changes();
"""
NO_GUARD = """
DROP TRIGGER moderation_trail_never_changes ON moderation_decision;
DROP FUNCTION moderation_trail_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_reasons")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
