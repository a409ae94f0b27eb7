"""The key that signs anchors: an RSA key of this installation, in SIGNING_KEYS_DIR, locked with its pass phrase.

`ledger.p12` is the key; `ledger.pem` are the certificates to check with, the newest first. The certificate is signed by
itself: it is worth what it is known by, so boards get it with every anchor and everybody at /controle/grootboek.pem.
A new key is put before the old certificate, never instead of it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from .certificates import fingerprint

KEY, CERTIFICATES = "ledger.p12", "ledger.pem"
YEARS = timedelta(days=3650)
END = "-----END CERTIFICATE-----\n"


class NoLedgerKey(Exception):
    """Anchors cannot be signed."""


def folder() -> Path:
    return Path(settings.SIGNING_KEYS_DIR)


def sign(statement: bytes) -> str:
    """As hexadecimal digits. The first time, the key is made."""
    key, _certificate = _unlocked()
    return key.sign(statement, padding.PKCS1v15(), hashes.SHA256()).hex()


def certificate() -> str:
    """Of the key that signs now, as PEM."""
    return _unlocked()[1].public_bytes(Encoding.PEM).decode()


def published() -> str:
    """Every certificate that anchors were ever signed under; empty before the first."""
    path = folder() / CERTIFICATES
    return path.read_text() if path.is_file() else ""


def trusted() -> set[str]:
    """Fingerprints of the certificates we publish."""
    return {fingerprint(one + END) for one in published().split(END) if one.strip()}


def make_key() -> bool:
    """Make what is missing; returns whether it was."""
    if (folder() / KEY).exists():
        return False
    key = rsa.generate_private_key(65537, 3072)
    made = _certificate(key)
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = BestAvailableEncryption(_passphrase())
    _write(folder() / CERTIFICATES, made.public_bytes(Encoding.PEM) + published().encode())
    _write(folder() / KEY, pkcs12.serialize_key_and_certificates(b"ledger", key, made, None, lock))
    return True


def _unlocked() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    make_key()
    path = folder() / KEY
    return _opened(path, path.stat().st_mtime_ns, _passphrase())


@lru_cache(maxsize=4)
def _opened(path: Path, changed: int, passphrase: bytes) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """Unlocked once per process: the lock is slow by design. A changed file is read again."""
    try:
        key, found, _chain = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase)
    except ValueError as error:
        raise NoLedgerKey(f"{KEY} does not open with SIGNING_KEYS_PASSPHRASE.") from error
    if not isinstance(key, rsa.RSAPrivateKey) or found is None:
        raise NoLedgerKey(f"{KEY} holds no RSA key with a certificate.")
    return key, found


def _passphrase() -> bytes:
    if not settings.SIGNING_KEYS_PASSPHRASE:
        raise NoLedgerKey("SIGNING_KEYS_PASSPHRASE is empty; keys are never stored without a lock.")
    return str(settings.SIGNING_KEYS_PASSPHRASE).encode()


def _certificate(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Leerroutes grootboek {settings.BASE_URL}"[:64])])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(minutes=5)).not_valid_after(now + YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    return builder.sign(key, hashes.SHA256())


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing, and readable by its owner only."""
    draft = path.with_name(f".{path.name}.new")
    draft.touch(mode=0o600)
    draft.write_bytes(data)
    draft.replace(path)
