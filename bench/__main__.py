"""python -m bench [scenario] [pages] [lists] [agreements] [ledger] [inspect] [paper] [sealing] [500]: all, or some.

A number is how many documents one process makes while its memory is watched (paper); from 10,000 on it is how many
events the ledger holds (inspect), and how many routes there are (lists).
"""

from __future__ import annotations

import sys
import time

NAMES = ("scenario", "pages", "lists", "agreements", "ledger", "inspect", "paper", "sealing")
DOCUMENTS, FEWEST = 40, 8
EVENTS, LEDGER = 1_000_000, 10_000
ROUTES = 2_000


def main(words: list[str]) -> int:
    names = [word for word in words if not word.isdecimal()]
    numbers = [int(word) for word in words if word.isdecimal()]
    documents = max([number for number in numbers if number < LEDGER], default=DOCUMENTS)
    events = max([number for number in numbers if number >= LEDGER], default=EVENTS)
    routes = max([number for number in numbers if number >= LEDGER], default=ROUTES)
    unknown = set(names) - set(NAMES)
    if unknown or documents < FEWEST:
        print(f"{' '.join(words)}: choose from {', '.join(NAMES)}, and {FEWEST} documents or more.", file=sys.stderr)
        return 2
    from .stage import stage

    started = time.perf_counter()
    with stage():
        return _measure(names or list(NAMES), documents, (events, routes), started)


def _measure(names: list[str], documents: int, sizes: tuple[int, int], started: float) -> int:
    from . import agreements, inspect, lists, pages, paper, scenario, sealing, writers
    from .report import Growth, Row, final, machine, say

    measures = {
        "scenario": scenario.measure,
        "pages": pages.measure,
        "lists": lambda: lists.measure(sizes[1]),
        "agreements": agreements.measure,
        "inspect": lambda: inspect.measure(sizes[0]),
        "paper": lambda: paper.measure(documents),
        "sealing": sealing.measure,
        "ledger": writers.measure,
    }
    say(machine())
    rows: list[Row] = []
    growths: list[Growth] = []
    for name in NAMES:
        if name in names:
            found, grown = measures[name]()
            rows += found
            growths += grown
    return final(rows, growths, time.perf_counter() - started)


sys.exit(main(sys.argv[1:]))
