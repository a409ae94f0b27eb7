from typing import Any

from django.core.management.base import BaseCommand

from leerroutes import reference_data


class Command(BaseCommand):
    """Safe to run at every start: it updates in place and removes nothing."""

    help = "Load profiles, domains, qualifications, hours norms and the table of articles from leerroutes/reference."

    def handle(self, *args: Any, **options: Any) -> None:
        for file, count in reference_data.load().items():
            self.stdout.write(f"{count:>4} {file}")
