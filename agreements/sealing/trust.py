"""Which certificates are believed: those in `trust/` of the key folder, with their revocation lists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Trust:
    """Roots as PEM, revocation lists as DER. Whoever checks a file without this site brings the published root."""

    roots: tuple[bytes, ...]
    revoked: tuple[bytes, ...] = ()

    @classmethod
    def of_folder(cls, folder: Path) -> Trust:
        roots = tuple(path.read_bytes() for path in sorted(folder.glob("*.pem")))
        return cls(roots, tuple(path.read_bytes() for path in sorted(folder.glob("*.crl"))))


def trust() -> Trust:
    """What this installation believes."""
    return Trust.of_folder(Path(settings.SIGNING_KEYS_DIR) / "trust")
