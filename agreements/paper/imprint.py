"""What every page of one document carries: its code, where that leads, and when its words were frozen."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import qrcode  # type: ignore[import-untyped]
from django.conf import settings

from . import codes

QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


@dataclass(frozen=True)
class Imprint:
    """Fixed when the document is promised, so that making it again gives the same bytes."""

    code: str
    frozen: datetime

    @property
    def shown_code(self) -> str:
        return codes.shown(self.code)

    @property
    def created(self) -> str:
        """The moment as the metadata of a document has it."""
        return f"{self.frozen.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def address(self) -> str:
        """Where anybody can check the document. Not `reverse()`: what is printed holds whatever the site becomes."""
        return f"{settings.BASE_URL}/controle/{self.code}/"

    @property
    def short_address(self) -> str:
        """As people type it."""
        return f"{settings.BASE_URL.split('://')[-1]}/controle/"

    @property
    def qr(self) -> str:
        """The address as a picture, inside a `data:` address."""
        return f"data:image/svg+xml;base64,{b64encode(qr_svg(self.address).encode()).decode()}"


def qr_svg(text: str) -> str:
    """A QR code as one path: sharp at any size, and the same every time."""
    maker = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    maker.add_data(text)
    rows = maker.get_matrix()
    path = "".join(_runs_of(y, row) for y, row in enumerate(rows))
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>'
    )


def _runs_of(y: int, row: list[bool]) -> str:
    """The dark stretches of one row."""
    path, x = "", 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        path += f"M{x} {y}h{width}v1h-{width}z" if dark else ""
        x += width
    return path
