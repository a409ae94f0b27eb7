from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from inspections.demo import play_findings
from workflows.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demonstration cases. Does nothing when there are cases already."

    def handle(self, *args: Any, **options: Any) -> None:
        is_new = False
        for line in load_demo():
            is_new = True
            self.stdout.write(line)
        for finding in play_findings() if is_new else ():
            self.stdout.write(f"{finding}: finding, {finding.state}")
