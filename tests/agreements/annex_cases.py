"""Files of an agreement, attached the way people do it; for tests."""

from __future__ import annotations

from accounts.actors import Actor
from agreements.models import Agreement, Annex
from agreements.services import Part, attach_file

from .upload_cases import PDF, upload


def attach(
    agreement: Agreement, actor: Actor, title: str = "Het PTA", content: bytes = PDF, name: str = "pta.pdf",
    part: Part | None = None,
) -> Annex:  # fmt: skip
    return attach_file(agreement, actor=actor, title=title, file=upload(name, content), part=part or Part())
