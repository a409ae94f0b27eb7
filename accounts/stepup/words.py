"""What is said when a proof fails, in whole sentences: each ends with what was not done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """For one kind of act."""

    no_password: str | Promise
    wrong_password: str | Promise
    no_code: str | Promise
    wrong_code: str | Promise
    no_passkey: str | Promise
    wrong_passkey: str | Promise


SIGNING = Words(
    no_password=_("Fill in your password. Nothing was signed."),
    wrong_password=_("This is not your password. Nothing was signed."),
    no_code=_("Fill in the code of your app. Nothing was signed."),
    wrong_code=_("This is not the code that your app shows now. Nothing was signed."),
    no_passkey=_("Confirm with your passkey. Nothing was signed."),
    wrong_passkey=_("The passkey was not accepted. Try again. Nothing was signed."),
)

CONFIRMING = Words(
    no_password=_("Fill in your password. Nothing was confirmed."),
    wrong_password=_("This is not your password. Nothing was confirmed."),
    no_code=_("Fill in the code of your app. Nothing was confirmed."),
    wrong_code=_("This is not the code that your app shows now. Nothing was confirmed."),
    no_passkey=_("Confirm with your passkey. Nothing was confirmed."),
    wrong_passkey=_("The passkey was not accepted. Try again. Nothing was confirmed."),
)

RESETTING = Words(
    no_password=_("Fill in your password. Nothing was reset."),
    wrong_password=_("This is not your password. Nothing was reset."),
    no_code=_("Fill in the code of your app. Nothing was reset."),
    wrong_code=_("This is not the code that your app shows now. Nothing was reset."),
    no_passkey=_("Confirm with your passkey. Nothing was reset."),
    wrong_passkey=_("The passkey was not accepted. Try again. Nothing was reset."),
)

ERASING = Words(
    no_password=_("Fill in your password. Nothing was erased."),
    wrong_password=_("This is not your password. Nothing was erased."),
    no_code=_("Fill in the code of your app. Nothing was erased."),
    wrong_code=_("This is not the code that your app shows now. Nothing was erased."),
    no_passkey=_("Confirm with your passkey. Nothing was erased."),
    wrong_passkey=_("The passkey was not accepted. Try again. Nothing was erased."),
)
