from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workflows.demo.world import PASSWORD, everybody


class Command(BaseCommand):
    help = "Print who can log in to the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [("ROL", "ORGANISATIE", "NAAM", "INLOGNAAM"), *everybody()]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"\nHet wachtwoord van iedereen: {PASSWORD}\n")
        self.stdout.write("Wie ondertekent, geeft ook een code. Die krijgt u met: manage.py demo_code INLOGNAAM\n")
