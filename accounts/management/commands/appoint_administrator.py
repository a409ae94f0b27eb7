from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.errors import Refusal
from accounts.roles import Role
from accounts.services import invite_person


class Command(BaseCommand):
    """Where nobody can propose or confirm yet: the first administrators, two at least. Pages do the rest (ADR 0007)."""

    help = "Make an account for an administrator; a mail brings the link to choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            person = invite_person(actor=None, name=name, email=email, role=Role.ADMINISTRATOR)
        except (ValidationError, Refusal) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"{person} is an administrator. One more is needed to confirm what this one proposes.")
