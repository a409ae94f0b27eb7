"""Who says what time it is: an authority on the network, the embedded one of the demonstration, or nobody."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.sign.timestamps import DummyTimeStamper, HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .authority import TIMESTAMPS

PATIENCE = 10
"""Seconds. An authority that is slower makes the job fail and try again; the case says so."""


def timestamper() -> TimeStamper | None:
    """`TIMESTAMP_URL` when it is set, else the embedded authority when its key is there, else none."""
    if settings.TIMESTAMP_URL:
        return HTTPTimeStamper(settings.TIMESTAMP_URL, timeout=PATIENCE)
    path = Path(settings.SIGNING_KEYS_DIR) / TIMESTAMPS
    return _embedded(path, path.stat().st_mtime_ns, settings.SIGNING_KEYS_PASSPHRASE) if path.is_file() else None


@lru_cache(maxsize=4)
def _embedded(path: Path, changed: int, passphrase: str) -> TimeStamper:
    key, certificate, chain = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase.encode())
    assert key is not None
    assert certificate is not None
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register_multiple([translate_pyca_cryptography_cert_to_asn1(one) for one in chain])
    return DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(certificate), translate_pyca_cryptography_key_to_asn1(key), known
    )
