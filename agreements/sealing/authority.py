"""The embedded certificate authority: for demonstration and tests, never for signatures that must count.

It makes what is missing and leaves what is there: a root, a key for timestamps, a key per board, a revocation list. A
production folder holds none of this but `boards/` and, in `trust/`, the certificates that are believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

if TYPE_CHECKING:
    from accounts.models import Board

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

NAME = "Leerroutes demonstratie"
"""The organisation in every certificate of this authority; pages recognise it by this and say so."""

ROOT, TIMESTAMPS, REVOKED = "authority.p12", "timestamps.p12", "trust/authority.crl"
YEARS = timedelta(days=3650)
LIST_LASTS = timedelta(days=370)
RENEW_BEFORE = timedelta(days=180)


class Authority:
    """The root and what it signed, in one folder."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        self.folder, self.passphrase = folder, passphrase.encode()
        if not passphrase:
            raise ValueError("SIGNING_KEYS_PASSPHRASE is empty; keys are never stored without a lock.")

    def make(self, boards: Iterable[Board]) -> list[str]:
        """Make what is missing; returns what was made.

        The list comes last: one that is older than a certificate proves nothing about it.
        """
        made = self._root()
        if not (self.folder / TIMESTAMPS).exists():
            stamp = rsa.generate_private_key(65537, 3072)  # pyHanko's own timestamper knows RSA only
            self._keep(TIMESTAMPS, stamp, self._issue(_name(f"{NAME}: tijdstempels"), stamp, is_timestamps=True))
            made.append(TIMESTAMPS)
        for board in boards:
            file = f"boards/{board.number}.p12"
            if not (self.folder / file).exists():
                key = ec.generate_private_key(ec.SECP256R1())
                self._keep(file, key, self._issue(_name(board.name, board), key))
                made.append(file)
        if made or not _is_fresh(self.folder / REVOKED):
            _write(self.folder / REVOKED, self._revocation_list().public_bytes(Encoding.DER))
            made.append(REVOKED)
        return made

    def _root(self) -> list[str]:
        made = []
        if not (self.folder / ROOT).exists():
            key = ec.generate_private_key(ec.SECP256R1())
            self._keep(ROOT, key, _certificate(_name(f"{NAME}: stamcertificaat"), key, None, is_root=True))
            made.append(ROOT)
        self.key, self.root = self._read(ROOT)
        _write(self.folder / "trust" / "authority.pem", self.root.public_bytes(Encoding.PEM))
        return made

    def _issue(self, name: x509.Name, key: PrivateKey, *, is_timestamps: bool = False) -> x509.Certificate:
        return _certificate(name, key, (self.root, self.key), is_timestamps=is_timestamps)

    def _revocation_list(self) -> x509.CertificateRevocationList:
        """Nothing is revoked; that it says so is what long-term validation needs."""
        now = datetime.now(UTC)
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.root.subject)
        builder = builder.last_update(now - timedelta(minutes=5)).next_update(now + LIST_LASTS)
        builder = builder.add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        identity = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return builder.add_extension(identity, critical=False).sign(self.key, hashes.SHA256())

    def _keep(self, file: str, key: PrivateKey, certificate: x509.Certificate) -> None:
        chain = [] if file == ROOT else [self.root]
        lock = BestAvailableEncryption(self.passphrase)
        _write(self.folder / file, pkcs12.serialize_key_and_certificates(b"key", key, certificate, chain, lock))

    def _read(self, file: str) -> tuple[PrivateKey, x509.Certificate]:
        key, certificate, _chain = pkcs12.load_key_and_certificates((self.folder / file).read_bytes(), self.passphrase)
        assert isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
        assert certificate is not None
        return key, certificate


def embedded_authority() -> Authority:
    """The one of this installation."""
    return Authority(Path(settings.SIGNING_KEYS_DIR), settings.SIGNING_KEYS_PASSPHRASE)


def _name(name: str, board: Board | None = None) -> x509.Name:
    """X.509 has room for 64 characters. A board is known by its Chamber of Commerce number, if it has one."""
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, (board.name if board else NAME)[:64]),
        x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
    ]
    if board is not None:
        number = f"NTRNL-{board.kvk}" if board.kvk else f"BG-{board.number}"
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, number))
    return x509.Name(parts)


def _certificate(
    name: x509.Name,
    key: PrivateKey,
    issuer: tuple[x509.Certificate, PrivateKey] | None,
    *,
    is_root: bool = False,
    is_timestamps: bool = False,
) -> x509.Certificate:
    now = datetime.now(UTC)
    issuer_name, issuer_key = (issuer[0].subject, issuer[1]) if issuer else (name, key)
    identity = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer_name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(minutes=5)).not_valid_after(now + YEARS)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True
    )
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    builder = builder.add_extension(identity, critical=False).add_extension(
        _usage(is_root, is_timestamps), critical=True
    )
    if is_timestamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def _usage(is_root: bool, is_timestamps: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root and not is_timestamps,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


def _is_fresh(path: Path) -> bool:
    if not path.exists():
        return False
    until = x509.load_der_x509_crl(path.read_bytes()).next_update_utc
    return until is not None and until - datetime.now(UTC) > RENEW_BEFORE


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing, and readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.new")
    draft.touch(mode=0o600)
    draft.write_bytes(data)
    draft.replace(path)
