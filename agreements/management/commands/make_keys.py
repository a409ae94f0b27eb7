from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import Board
from agreements.sealing.authority import embedded_authority


class Command(BaseCommand):
    help = (
        "Make what is missing of the embedded authority: a root, a timestamp key, a key per board. Not for production."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for file in embedded_authority().make(Board.objects.order_by("number")):
            self.stdout.write(f"made {file}")
