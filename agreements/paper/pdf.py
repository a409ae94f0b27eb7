"""From frozen words to bytes: the same in, the same out, in every process."""

from __future__ import annotations

import atexit
import json
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .finishing import finish
from .fonts import font_css

if TYPE_CHECKING:
    from weasyprint import CSS, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_loaded = threading.local()
atexit.register(_loaded.__dict__.clear)  # with the files that it unpacked, while the interpreter can still remove them

OUTSIDE = "outside:///"
"""What a relative address is relative to: nowhere, so that it fails like any other address."""

AGREEMENT_FILE, CHECK_FILE, EVIDENCE_FILE = "overeenkomst.json", "wettelijke-toets.json", "bewijs.json"


class ReachesOutside(Exception):
    """A document refers to something that is not in it."""


def render_pdf(html: str, *, data: str = "", check_data: str = "", evidence: str = "") -> bytes:
    """A PDF/A-3a and PDF/UA-1 file, with the agreement and its statutory check, or the evidence, in it as JSON.

    Whatever would be fetched from outside the document makes it fail: `ReachesOutside`.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    fonts, sheet = _fonts()
    page = HTML(string=html, url_fetcher=_inline_only(), base_url=OUTSIDE)
    try:
        pdf = page.write_pdf(
            stylesheets=[sheet],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            attachments=_attachments(data, check_data, evidence),
        )
    except FatalURLFetchingError as error:  # not an Exception, so a worker would die of it
        raise ReachesOutside(str(error)) from error
    return finish(bytes(pdf))


def _inline_only() -> URLFetcher:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"], fail_on_errors=True)


def _fonts() -> tuple[FontConfiguration, CSS]:
    """Loaded once per thread: of every font file it is given the font library keeps a third of a megabyte, for ever."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    if not hasattr(_loaded, "fonts"):
        fonts = FontConfiguration()
        _loaded.fonts = fonts, CSS(string=font_css(), font_config=fonts, url_fetcher=_inline_only())
    loaded: tuple[FontConfiguration, CSS] = _loaded.fonts
    return loaded


def _attachments(data: str, check_data: str, evidence: str) -> list[Attachment]:
    """Dated as the document is, because the renderer would use the clock."""
    files = [
        (AGREEMENT_FILE, "De overeenkomst als gegevens (JSON)", data, "Data"),
        (CHECK_FILE, "De wettelijke toets als gegevens (JSON)", check_data, "Supplement"),
        (EVIDENCE_FILE, "Het bewijs als gegevens (JSON)", evidence, "Data"),
    ]
    return [_attachment(*file) for file in files if file[2]]


def _attachment(name: str, description: str, content: str, relationship: str) -> Attachment:
    from weasyprint import Attachment

    frozen = _frozen(content)
    return Attachment(
        string=content,
        name=name,
        description=description,
        relationship=relationship,
        created=frozen,
        modified=frozen,
    )


def _frozen(content: str) -> datetime:
    told = json.loads(content)
    return datetime.fromisoformat(told.get("document", told)["frozen"]).astimezone(UTC)
