"""Signing at B-LTA and checking a file of three, beside pyHanko alone on the same bytes with the same keys.

Ours adds the visible block in our own font, the words in the signature, and the check of the whole chain. No network:
the timestamps are those of the embedded authority. In processor time, so others on the machine do not count.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from accounts.models import Board
from agreements.models import Document
from agreements.paper.fields import signature_field
from agreements.sealing import pades, timestamps, validating
from agreements.sealing.keys import key_store
from agreements.sealing.trust import Trust, trust
from agreements.tasks import make_file
from workflows.demo.cases import FRAMEWORK

from . import pyhanko_alone
from .measure import Sample, Times, in_turns, timed
from .papers import document_of
from .report import Growth, Row, heading, ms, table, times

BUDGET = 60.0
FIRST, LAST, CHECK = "signing, the first of three", "signing, the last of three", "validating a file of three"


def measure() -> tuple[list[Row], list[Growth]]:
    heading(f"Sealing: signing at B-LTA and validating ({FRAMEWORK.slug}), beside pyHanko alone; processor time")
    sealing = _begin(document_of(FRAMEWORK))
    samples: dict[str, Sample] = {}
    for name, (ours, alone) in sealing.actions().items():
        ours(), alone()  # keys are unlocked and the font of the block is made once per process
        samples[name] = partial(timed, ours, time.process_time)
        samples[f"{name} alone"] = partial(timed, alone, time.process_time)
    found = in_turns(samples, budget=BUDGET, least=3, most=21)
    rows = [_row(name, found) for name in (FIRST, LAST, CHECK)]
    _print(rows, sealing, len(found[FIRST].rounds))
    return rows, []


@dataclass(frozen=True)
class Sealing:
    """The file after none, one, two and three signatures, and who signs."""

    document: Document
    boards: tuple[Board, ...]
    files: list[bytes]
    trust: Trust

    def actions(self) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
        return {
            FIRST: (partial(self.sign, 0), partial(self.sign_alone, 0)),
            LAST: (partial(self.sign, 2), partial(self.sign_alone, 2)),
            CHECK: (self.validate, self.validate_alone),
        }

    def sign(self, number: int) -> bytes:
        board = self.boards[number]
        facts = pades.Facts(
            field=signature_field(board.pk),
            agreement=self.document.agreement.number,
            board=board.name,
            place=board.seat,
            name="J. de Vries (voorbeeldgegeven)",
            function="voorzitter van het college van bestuur",
            mandate="Mandaatregeling 2026, artikel 3",
            moment=timezone.now(),
        )
        signer, stamps = key_store().signer_for(board), timestamps.timestamper()
        return pades.sign(self.files[number], facts, signer=signer, timestamper=stamps, trust=self.trust)

    def sign_alone(self, number: int) -> bytes:
        board, stamps = self.boards[number], timestamps.timestamper()
        if stamps is None:
            raise RuntimeError("There is no timestamp key: nothing at B-LTA can be measured.")
        signer, field = key_store().signer_for(board), signature_field(board.pk)
        return pyhanko_alone.sign(
            self.files[number], field, certify=not number, signer=signer, timestamper=stamps, trust=self.trust
        )

    def validate(self) -> None:
        report = validating.validate(self.files[-1], trust=self.trust)
        if not report.is_sound or [one.level for one in report.signatures] != ["B-LTA"] * len(self.boards):
            raise RuntimeError(f"The file that is measured is not sound: {report.problems}")

    def validate_alone(self) -> None:
        found = pyhanko_alone.validate(self.files[-1], self.trust)
        if not all(found) or len(found) < len(self.boards):
            raise RuntimeError(f"pyHanko alone does not believe the file that is measured: {found}")


def _begin(document: Document) -> Sealing:
    boards = tuple(party.board for party in document.agreement.parties.select_related("board"))
    sealing = Sealing(document, boards, [make_file(document)], trust())
    for number in range(len(boards)):
        sealing.files.append(sealing.sign(number))
    return sealing


def _row(name: str, found: dict[str, Times]) -> Row:
    ours, alone = found[name], found[f"{name} alone"]
    return Row(
        what=name,
        queries="",
        median=ours.median,
        p95=ours.p95,
        baseline=alone.median,
        ratio=ours.ratio_to(alone),
        remark="beside pyHanko alone",
    )


def _print(rows: list[Row], sealing: Sealing, rounds: int) -> None:
    kilobytes = " -> ".join(f"{len(file) / 1024:.0f}" for file in sealing.files)
    cells = [(row.what, ms(row.median), ms(row.p95), ms(row.baseline), times(row.ratio), "") for row in rows]
    table(("", "median ms", "p95", "pyHanko alone", "ratio", f"{rounds} rounds; file of {kilobytes} kB"), cells)
