"""Ask for a reason with every warning that has none yet; in proposals and in agreements alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.free_text import FreeText
from accounts.letters import validate_letters

from ..models.reason import LONGEST_REASON
from ..rules import Finding


class WarningReasonsForm(forms.Form):
    """One field per warning, named after the finding: what was typed for another situation is not taken."""

    def __init__(self, data: Mapping[str, Any] | None, findings: Iterable[Finding], **more: Any) -> None:
        super().__init__(data, **more)
        self.findings = {f"reason_{finding.sha256[:16]}": finding for finding in findings}
        for name, finding in self.findings.items():
            self.fields[name] = FreeText(
                label=f"{finding.rule.id}: {finding.message}",
                help_text=_("Why do you go on? Every board reads this reason."),
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 3}),
                validators=[validate_letters],
                error_messages={"required": _("Write down why you go on although this rule warns.")},
            )

    def reasons(self) -> dict[str, str]:
        """The digest of each finding → the reason."""
        return {finding.sha256: self.cleaned_data[name] for name, finding in self.findings.items()}
