"""A country full of cases: python -m bench.data --routes 100000 [--events 5000000] [--seed 1]

Into the database of the settings (DATABASE_URL; an empty one that was migrated). For every thousand routes ten boards
(twenty at the least), two hundred people, four hundred agreements and some three thousand open tasks; the same every
time. Rows are written in bulk, round the services: no document and no picture of a case comes with them, and nobody
can log in with a password.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from time import perf_counter


def make(routes: int, events: int = 0, seed: int = 1) -> None:
    """So many routes more, with all that goes with them."""
    from .country import cases, finding, register, work
    from .country import events as telling
    from .country.shape import Shape

    shape = Shape(routes, seed)
    steps = [register.boards, register.schools, register.people, register.rights]
    steps += [cases.routes, cases.lines, cases.registrations, cases.agreements, work.tasks, finding.entries]
    if events:
        steps.append(partial(telling.events, wanted=events))
    for step in steps:
        started, name = perf_counter(), getattr(step, "__name__", "events")
        print(f"{name}: {step(shape):,} rows in {perf_counter() - started:.0f} s", flush=True)
    count_up()


def count_up() -> None:
    """What has been given a key goes on after it; and the planner knows how much there is."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    there = set(connection.introspection.table_names())  # the bench knows models that have a table in some parts only
    models = [model for model in apps.get_models() if model._meta.db_table in there]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--routes", type=int, default=100_000)
    asked.add_argument("--events", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.db import transaction

    from workflows.demo import world

    with transaction.atomic():
        world.build_world()
    make(given.routes, given.events, given.seed)


if __name__ == "__main__":
    sys.exit(main())
