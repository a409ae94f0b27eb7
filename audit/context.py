"""From where somebody acts: known to the request or the worker, read by `record()`, so that no service passes it on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from hashlib import sha256
from ipaddress import ip_address, ip_network


@dataclass(frozen=True)
class Origin:
    """Nothing in here leads into a session or to one house."""

    session: str = ""
    """A digest of the key: enough to see that two acts came from the same session."""
    address: str = ""
    job: str = ""

    def told(self) -> dict[str, str]:
        return asdict(self)


NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def origin() -> Origin:
    return _origin.get()


@contextmanager
def acting_from(place: Origin) -> Iterator[None]:
    """What is recorded in this block, came from there."""
    token = _origin.set(place)
    try:
        yield
    finally:
        _origin.reset(token)


def fingerprint(session_key: str | None) -> str:
    """Of a session, never the key: who reads the ledger must not be able to walk in with it."""
    return sha256(f"session {session_key}".encode()).hexdigest()[:32] if session_key else ""


def shortened(address: str) -> str:
    """The network a person came from: /24 of IPv4, /48 of IPv6. Empty for what is no address."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    mapped = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{mapped}/{24 if mapped.version == 4 else 48}", strict=False))
