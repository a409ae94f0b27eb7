"""What a check of a signed file found, in plain values: pages, evidence and the command line show these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..paper.fields import board_of
from .authority import NAME


@dataclass(frozen=True)
class SignatureFound:
    """One signature. `level` is the PAdES level of EN 319 142-1: B-B, B-T, B-LT or B-LTA."""

    field: str
    signer: str
    issuer: str
    certificate_sha256: str
    level: str
    moment: datetime | None
    """From a timestamp when `is_timestamped`; otherwise what the signer's own clock said."""
    is_timestamped: bool
    is_intact: bool
    """The bytes it covers are those that were signed, and what came after is only what it allows."""
    is_trusted: bool
    """Its certificate leads to a root that is believed, was valid at that moment, and not revoked."""
    covers: int
    """The length of the revision that it signs, from the first byte."""
    reason: str = ""
    location: str = ""
    name: str = ""
    certifies: bool = False
    """It says what may still change in the file: ours, the first, lets the others sign."""
    problem: str = ""

    @property
    def board_pk(self) -> int | None:
        return board_of(self.field)

    @property
    def is_demonstration(self) -> bool:
        """Made with the embedded authority: proves how it works, and nothing else."""
        return NAME in self.issuer


@dataclass(frozen=True)
class Report:
    """The whole file. `problem` says why it could not be read, if so."""

    signatures: tuple[SignatureFound, ...] = ()
    timestamps_hold: bool = True
    """Every timestamp over the whole document is intact and trusted; also when there is none."""
    problem: str = ""

    @property
    def is_intact(self) -> bool:
        """Nothing that anybody signed was changed. Says nothing about who they are."""
        return bool(self.signatures) and not self.problem and all(one.is_intact for one in self.signatures)

    @property
    def is_sound(self) -> bool:
        """Intact, and every signature and timestamp is trusted."""
        return self.is_intact and self.timestamps_hold and all(one.is_trusted for one in self.signatures)

    @property
    def problems(self) -> list[str]:
        found = [f"{one.field}: {one.problem}" for one in self.signatures if one.problem]
        return [self.problem, *found] if self.problem else found
