from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.verifying import verify


class Command(BaseCommand):
    help = "Does every event fit? Names the first event, case and field that does not, for every case; exit 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", action="append", default=[], help="only this case, as agreement:3; repeat it")
        parser.add_argument("--anchors", type=Path, metavar="DIR", help="also anchors kept elsewhere: their JSON files")

    def handle(self, *args: Any, case: list[str], anchors: Path | None, **options: Any) -> None:
        try:
            outcome = verify(*case, folder=anchors)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for fault in outcome.faults:
            self.stdout.write(str(fault))
        if outcome.faults:
            count = f"{outcome.events} events in {outcome.cases} cases and {outcome.anchors} anchors"
            raise CommandError(f"{len(outcome.faults)} faults in {count}.", returncode=1)
        self.stdout.write(f"{outcome.events} events in {outcome.cases} cases fit, and {outcome.anchors} anchors.")
