from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.stepup.factors import PERIOD, code_at, counter_now, factors_of, secret_of
from workflows.demo.world import TOTP_SECRET


class Command(BaseCommand):
    """Only for people of the demonstration: their secret is public, and nobody else's is told."""

    help = "Print the code that the app of a signatory in the demonstration would show now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        app = factors_of(user).app if user else None
        if app is None or secret_of(app) != TOTP_SECRET:
            raise CommandError(
                f"{email} heeft geen app uit de demonstratie. Wie ondertekent wel: manage.py demo_people."
            )
        left = PERIOD - int(time.time()) % PERIOD
        self.stdout.write(f"{code_at(TOTP_SECRET, counter_now())}  (nog {left} seconden)")
