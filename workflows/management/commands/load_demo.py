from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workflows.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demonstration cases. Does nothing when there are cases already."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in load_demo():
            self.stdout.write(line)
