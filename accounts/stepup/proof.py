"""What a step-up gives: this person proved to be that person, so and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import Refusal
from ..models import User

LASTS = timedelta(minutes=5)


class Method(TextChoices):
    """The second factor, beside the password."""

    TOTP = "totp", gettext_lazy("password and a code from an app")
    PASSKEY = "passkey", gettext_lazy("password and a passkey")


@dataclass(frozen=True, slots=True)
class Proof:
    """This person gave their password and a second factor at this moment. `detail` names the passkey."""

    user: User
    method: Method
    at: datetime
    detail: str = ""


class NotProven(Refusal):
    """Who is asked did not prove it. `field` is what was wrong: password, code, or credential (the passkey)."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def ensure_fresh(proof: Proof, user: User) -> None:
    """Refuses the proof of somebody else, and one of more than five minutes ago."""
    age = timezone.now() - proof.at
    if proof.user.pk != user.pk or not -LASTS <= age <= LASTS:
        raise NotProven("password", _("That you are you was proved too long ago. Fill in your password again."))
