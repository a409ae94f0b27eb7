from django.db import models
from django.utils.translation import gettext_lazy as _


class FileState(models.TextChoices):
    """Of a file from outside."""

    QUARANTINE = "quarantine", _("being checked")
    CLEAN = "clean", _("checked")
    REFUSED = "refused", _("refused")
