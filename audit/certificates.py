"""Checking an RSA signature with the key in a certificate. Standard library only, and so only what that needs."""

from __future__ import annotations

import hashlib
import ssl
from typing import Final

RSA: Final = bytes.fromhex("06092a864886f70d010101")
"""rsaEncryption (RFC 8017, appendix C)."""

SHA256_PREFIX: Final = bytes.fromhex("3031300d060960864801650304020105000420")
"""DigestInfo of SHA-256 (RFC 8017, 9.2, note 1)."""


def fingerprint(pem: str) -> str:
    """SHA-256 of the certificate, as every program shows it."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()


def is_signed(message: bytes, signature: bytes, pem: str) -> bool:
    """RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2), by the key in this certificate."""
    try:
        modulus, exponent = public_key(pem)
    except (ValueError, IndexError):
        return False
    size = (modulus.bit_length() + 7) // 8
    if len(signature) != size:
        return False
    info = SHA256_PREFIX + hashlib.sha256(message).digest()
    expected = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
    return pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big") == expected


def public_key(pem: str) -> tuple[int, int]:
    """Modulus and exponent from the SubjectPublicKeyInfo (RFC 5280, 4.1). ValueError for any other kind of key."""
    certificate = _parts(ssl.PEM_cert_to_DER_cert(pem))[0][1]
    fields = _parts(_parts(certificate)[0][1])
    place = 6 if fields[0][0] == 0xA0 else 5  # the version may be left out
    algorithm, bits = _parts(fields[place][1])
    if not algorithm[1].startswith(RSA):
        raise ValueError("Not an RSA key.")
    modulus, exponent = _parts(_parts(bits[1][1:])[0][1])
    return int.from_bytes(modulus[1], "big"), int.from_bytes(exponent[1], "big")


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """The tags and contents of DER values that stand one after the other."""
    found, place = [], 0
    while place < len(data):
        tag, length = data[place], data[place + 1]
        place += 2
        if length & 0x80:
            size = length & 0x7F
            length, place = int.from_bytes(data[place : place + size], "big"), place + size
        found.append((tag, data[place : place + length]))
        place += length
    return found
