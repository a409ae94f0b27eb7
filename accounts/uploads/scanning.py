"""A virus scanner beside us: ClamAV, by its INSTREAM protocol."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerUnavailable(Exception):
    """It did not answer, or not about this file. Ask again later; never take silence for clean."""


def is_configured() -> bool:
    return bool(settings.CLAMAV_ADDRESS)


def virus_in(chunks: Iterable[bytes]) -> str:
    """The name of what was found, or nothing. Raises `ScannerUnavailable` for every other answer."""
    try:
        with _connection() as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                for start in range(0, len(chunk), CHUNK):
                    piece = chunk[start : start + CHUNK]
                    scanner.sendall(struct.pack("!I", len(piece)) + piece)
            scanner.sendall(struct.pack("!I", 0))
            return _understood(_answer(scanner))
    except OSError as error:
        raise ScannerUnavailable(f"{settings.CLAMAV_ADDRESS}: {error}") from error


def _connection() -> socket.socket:
    address, wait = settings.CLAMAV_ADDRESS, settings.CLAMAV_TIMEOUT_SECONDS
    if address.startswith("unix:"):
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(wait)
        made.connect(address.removeprefix("unix:"))
        return made
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host or address, int(port) if host else 3310), timeout=wait)


def _answer(scanner: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        piece = scanner.recv(1024)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _understood(answer: str) -> str:
    about, _colon, verdict = answer.partition(": ")
    if about == "stream" and verdict == "OK":
        return ""
    if about == "stream" and verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")[:200]
    raise ScannerUnavailable(f"unexpected answer: {answer[:200]!r}")
