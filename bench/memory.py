"""`python -m bench.memory ours|alone N FILE`: make the document in FILE N times, and say how much memory that took.

Warm-up is the first quarter: until then caches fill and the allocator finds its size. A worker that keeps something of
every document shows it in the ratio of last to first after that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import django

from .weasyprint_alone import pages_and_pdf


def resident_mebibytes() -> float:
    """Of this process, now."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def main(who: str, documents: int, file: Path) -> str:
    source, data, check_data, finished = json.loads(file.read_text(encoding="utf-8"))
    make = _ours(source, data, check_data) if who == "ours" else lambda: pages_and_pdf(finished)
    taken = []
    for _number in range(documents):
        make()
        taken.append(resident_mebibytes())
    warm = taken[documents // 4 :]
    return (
        f"  {who}: {warm[0]:.0f} MiB after {documents // 4 + 1}, {warm[-1]:.0f} after {documents}, "
        f"most {max(taken):.0f}; last / first {warm[-1] / warm[0]:.3f}"
    )


def _ours(source: str, data: str, check_data: str) -> Callable[[], object]:
    django.setup()
    from agreements.paper.pdf import render_pdf
    from agreements.paper.profile import ensure_fit
    from config.memory import settle

    settle()

    def make() -> None:
        ensure_fit(render_pdf(source, data=data, check_data=check_data), data=data, check_data=check_data)

    return make


if __name__ == "__main__":
    print(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
