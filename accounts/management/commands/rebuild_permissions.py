from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.permissions import drift, synchronise


class Command(BaseCommand):
    help = "Derive guardian's rows from the memberships of today. With --check: report drift, exit 1 when there is any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = drift() if options["check"] else synchronise()
        for user_id, board_id, right in sorted(found.missing):
            self.stdout.write(f"missing: user {user_id}, board {board_id}, {right}")
        for user_id, board_id, right in sorted(found.superfluous):
            self.stdout.write(f"superfluous: user {user_id}, board {board_id}, {right}")
        if options["check"] and found:
            raise CommandError("Guardian and the memberships disagree; run rebuild_permissions.")
        self.stdout.write("Guardian agrees with the memberships of today.")
