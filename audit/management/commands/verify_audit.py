from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.verifying import verify


class Command(BaseCommand):
    help = "Does every event fit? Names the first event, case and field that does not, for every case; exit 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", action="append", default=[], help="only this case, as agreement:3; repeat it")

    def handle(self, *args: Any, case: list[str], **options: Any) -> None:
        outcome = verify(*case)
        for fault in outcome.faults:
            self.stdout.write(str(fault))
        if outcome.faults:
            raise CommandError(f"{len(outcome.faults)} of {outcome.cases} cases do not fit.", returncode=1)
        self.stdout.write(f"{outcome.events} events in {outcome.cases} cases fit.")
