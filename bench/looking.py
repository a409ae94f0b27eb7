"""How fast the ledger is verified: the chain alone, and through the database; beside only reading and digesting it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from django.db import connection

from audit.chain import START, Link, check_chain, sealed
from audit.models import AuditEvent
from audit.selectors import links
from audit.verifying import verify

from .measure import Times, in_turns, timed
from .report import Row, heading, table, times

CASES, LONG, BUDGET = 200, 100, 40.0
AIM = 100_000
CHAIN, WHOLE = "check_chain, from memory", "verify_audit, through the database"


def measure() -> list[Row]:
    made = list(_copies())
    size = sum(len(link.content or "") for link in made) / len(made)
    heading(f"Ledger: verifying {len(made)} events of {CASES} cases, {size:.0f} bytes of content each; processor time")
    _store(made)
    everything = list(links())
    actions = {
        CHAIN: partial(_check, everything),
        f"{CHAIN}, bare": partial(_digest, everything),
        WHOLE: _verify,
        f"{WHOLE}, bare": _read,
    }
    samples = {name: partial(timed, action, time.process_time) for name, action in actions.items()}
    found = in_turns(samples, budget=BUDGET, least=3, most=9)
    _print(found, len(everything))
    return [_row(name, found) for name in (CHAIN, WHOLE)]


def _copies() -> Iterator[Link]:
    """The events that were written in this run with their real payloads, chained anew in cases of their own."""
    found = [link for link in links() if link.person and link.content]
    for case in range(CASES):
        last = START
        for number in range(1, LONG + 1):
            real = found[(case * LONG + number) % len(found)]
            link = sealed(real._replace(case=f"copy:{case}", number=number, previous=last, id=0, at=_at(number)))
            last = link.hash
            yield link


def _at(number: int) -> str:
    return f"2026-08-01T12:00:00.{number:06}Z"


def _store(made: list[Link]) -> None:
    names = [name for name in Link._fields if name not in ("actor", "id")]
    rows = [AuditEvent(actor_id=link.actor, **{name: getattr(link, name) for name in names}) for link in made]
    AuditEvent.objects.bulk_create(rows, batch_size=500)


def _check(made: list[Link]) -> None:
    if faults := list(check_chain(made)):
        raise RuntimeError(f"{faults[0]}")


def _digest(made: list[Link]) -> None:
    """The least that anybody must do: digest what is written."""
    for link in made:
        sha256(f"{link.hash}{link.person}{link.content}".encode()).hexdigest()


def _verify() -> None:
    if faults := verify().faults:
        raise RuntimeError(f"{faults[0]}")


def _read() -> None:
    """One query, nothing made of it."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT * FROM audit_auditevent ORDER BY "case", number')
        while cursor.fetchmany(5000):
            pass


def _row(name: str, found: dict[str, Times]) -> Row:
    ours, bare = found[name], found[f"{name}, bare"]
    remark = "beside SHA-256 alone" if name == CHAIN else "beside reading alone"
    return Row(name, "", ours.median, ours.p95, bare.median, ours.ratio_to(bare), remark)


def _print(found: dict[str, Times], events: int) -> None:
    cells = [
        (name, f"{events / one.median:,.0f}", f"{one.median * 1e6 / events:.1f}", times(one.median * AIM / events), "")
        for name, one in found.items()
    ]
    table(("", "events per s", "us each", "of the time of the aim", f"aim: {AIM:,} per second and core"), cells)
