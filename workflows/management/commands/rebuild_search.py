from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.search.keeping import drift, rebuild


class Command(BaseCommand):
    help = "Make the search index anew from the records. With --check: report drift, exit 1 when there is any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            self.stdout.write(f"{rebuild()} things can be found.")
            return
        found = list(drift())
        for key in found:
            self.stdout.write(key)
        if found:
            raise CommandError("The search index and the records disagree; run rebuild_search.")
        self.stdout.write("The search index agrees with the records.")
