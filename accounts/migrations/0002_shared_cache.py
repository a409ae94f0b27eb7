"""The table of the cache that all processes share (`CACHES`); it holds no rows that anybody would miss."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "shared_cache"


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_squashed")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]  # going back leaves an empty table: harmless
