"""Where the measuring happens: a fresh database in a temporary folder, with the demonstration's people and schools."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def stage() -> Iterator[None]:
    """Everything that is made in here is removed at the end, also after an error."""
    with tempfile.TemporaryDirectory(prefix="leerroutes-bench-") as folder:
        _start_django(Path(folder))
        from django.db import connection

        from config.memory import settle

        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            _people_the_world()
            settle()  # as web server and worker do
            yield
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def _start_django(folder: Path) -> None:
    """Queue and keys are here too: no real broker hears of rows that will be gone, and no real key signs."""
    (folder / "staticfiles").mkdir()
    os.environ["DATA_DIR"] = str(folder)
    os.environ["SIGNING_KEYS_DIR"] = str(folder / "keys")
    os.environ["TIMESTAMP_URL"] = ""
    os.environ["CELERY_BROKER_URL"] = "filesystem://localhost"
    os.environ["LOG_LEVEL"] = "WARNING"
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

    import django

    django.setup()


def _people_the_world() -> None:
    """Forty slow password hashes would only cost time; who signs gets a real one, because checking it is measured."""
    from django.test.utils import override_settings

    from accounts.models import Board, User
    from accounts.roles import Role
    from agreements.sealing.authority import embedded_authority
    from workflows.demo import world

    with override_settings(PASSWORD_HASHERS=QUICK):
        world.build_world()
    embedded_authority().make(Board.objects.order_by("number"))
    for signatory in User.objects.filter(email__startswith=f"{Role.SIGNATORY}@"):
        signatory.set_password(world.PASSWORD)
        signatory.save(update_fields=["password"])
