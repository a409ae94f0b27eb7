"""Render the HTML in a file the way the worker does, with Django around it, and print the peak memory in MiB."""

from __future__ import annotations

import sys
from pathlib import Path

import django

from .weasyprint_alone import peak_mebibytes

if __name__ == "__main__":
    django.setup()
    from agreements.paper.pdf import render_pdf

    render_pdf(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(peak_mebibytes())
