"""Hand in a file that was signed outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

from .deciding import SignForm


class OutsideForm(SignForm):
    """The same consent and the same proof as signing here, and the file."""

    file = forms.FileField(
        label=gettext_lazy("The signed file"),
        help_text=gettext_lazy(
            "PDF. It is checked at once: it must be this file with your signature, and nothing else."
        ),
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={
            "required": gettext_lazy("Choose the signed file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None,
        *,
        user: User,
        page: str = "",
    ) -> None:
        super().__init__(data, user=user, page=page)
        self.files = MultiValueDict() if files is None else files

    def clean_file(self) -> UploadedFile[bytes]:
        """What is in it is for the service to judge; this only keeps out what is far too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        size = file.size or 0
        if size > settings.UPLOAD_MAX_BYTES:
            values = {"size": filesizeformat(size), "most": filesizeformat(settings.UPLOAD_MAX_BYTES)}
            raise ValidationError(_("This file is %(size)s. A file is at most %(most)s.") % values)
        return file
