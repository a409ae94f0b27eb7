"""python -m bench [scenario] [pages] [agreements] [pdf]: measure all, or only these."""

from __future__ import annotations

import sys
import time

NAMES = ("scenario", "pages", "agreements", "pdf")


def main(names: list[str]) -> int:
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"{', '.join(sorted(unknown))}: not one of {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    from .stage import stage

    started = time.perf_counter()
    with stage():
        return _measure(names or list(NAMES), started)


def _measure(names: list[str], started: float) -> int:
    from . import agreements, pages, pdf, scenario
    from .report import Growth, Row, final, machine, say

    say(machine())
    rows: list[Row] = []
    growths: list[Growth] = []
    for room in (scenario, pages, agreements, pdf):
        if room.__name__.rpartition(".")[2] in names:
            found, grown = room.measure()
            rows += found
            growths += grown
    return final(rows, growths, time.perf_counter() - started)


sys.exit(main(sys.argv[1:]))
