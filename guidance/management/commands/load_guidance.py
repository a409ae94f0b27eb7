from typing import Any

from django.core.management.base import BaseCommand

from guidance import loading


class Command(BaseCommand):
    """Safe to run at every start: what an editor wrote stays."""

    help = "Load guidance, questions and terms from guidance/content."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, count in loading.load().items():
            self.stdout.write(f"{count:>4} {what}")
