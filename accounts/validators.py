"""Formats of Dutch education identifiers (domain.md 6.6)."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

validate_brin = RegexValidator(r"^[0-9]{2}[A-Z]{2}\Z", _("A BRIN is two digits and two capitals, such as 99ZA."))
validate_brin6 = RegexValidator(
    r"^[0-9]{2}[A-Z]{2}[0-9]{2}\Z", _("An establishment code is a BRIN and two digits, such as 99ZA00.")
)
validate_board_number = RegexValidator(r"^[0-9]{5}\Z", _("A board number is five digits, such as 90001."))
validate_kvk = RegexValidator(r"^[0-9]{8}\Z", _("A Chamber of Commerce number is eight digits."))
