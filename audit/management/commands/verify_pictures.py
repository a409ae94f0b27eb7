from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.pictures.drift import drawn_cases, untold


class Command(BaseCommand):
    """A change in the database that no service made leaves no event: here it is seen all the same."""

    help = "Compare every case with what its events tell. Exits 1 and names each field that differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", help="Only this one: route:12, agreement:3, board:2, user:7.")

    def handle(self, *args: Any, case: str | None = None, **options: Any) -> None:
        cases = [case] if case else drawn_cases()
        wrong = 0
        for one in cases:
            for path, (told, found) in untold(one).items():
                wrong += 1
                self.stdout.write(f"{one}, {path}: the events tell {told!r}, the database says {found!r}")
        if wrong:
            raise CommandError(f"{wrong} facts differ from what the trail tells.")
        self.stdout.write(f"{len(cases)} cases are as their events tell.")
