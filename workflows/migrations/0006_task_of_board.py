"""An inbox is the open tasks of one board. The table is viewflow's, so the index is made by hand."""

from django.db import migrations

MAKE = (
    "CREATE INDEX IF NOT EXISTS task_of_board ON viewflow_task (owner_permission_obj_pk, owner_permission, status) "
    "WHERE flow_task_type = 'HUMAN'"
)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0005_search"), ("viewflow", "0015_task_scheduled")]

    operations = [migrations.RunSQL(MAKE, "DROP INDEX IF EXISTS task_of_board")]
