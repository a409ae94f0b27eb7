"""WeasyPrint and nothing else. As a program: render the HTML in a file, and print the peak memory in MiB."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def pages_and_pdf(html: str) -> tuple[int, bytes]:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    inline_only = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    document = HTML(string=html, url_fetcher=inline_only).render(pdf_variant="pdf/ua-1")
    return len(document.pages), document.write_pdf(pdf_variant="pdf/ua-1")


def peak_mebibytes() -> int:
    """Of this process. Linux lets a child begin with the peak of its parent, except in /proc."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    pages_and_pdf(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(peak_mebibytes())
