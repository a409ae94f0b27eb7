"""WeasyPrint and nothing else: the variant that our documents have, without what we add to it."""

from __future__ import annotations

VARIANT = "pdf/a-3a"


def pages_and_pdf(html: str) -> tuple[int, bytes]:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    inline_only = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    document = HTML(string=html, url_fetcher=inline_only).render(pdf_variant=VARIANT)
    return len(document.pages), document.write_pdf(pdf_variant=VARIANT)
