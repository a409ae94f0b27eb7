"""The container of an inspection file: a ZIP of which every byte follows from its content. Standard library only.

Nothing is compressed, every date is 1 January 1980, nothing is optional. So whoever reads it can write every header
again and compare: a byte that changed outside the files is found too.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, NamedTuple

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
VERSION, UTF8, TIME, DAY = 20, 0x800, 0, 0x21
REGULAR_FILE = 0o100644 << 16
CHUNK = 1 << 20
LARGEST = 2**32 - 1
"""Of a file, and of the whole; beyond it another format begins."""


class Entry(NamedTuple):
    name: str
    size: int
    crc: int
    sha256: str


class Broken(Exception):
    """The container is not what its content makes it."""


def measured(name: str, file: BinaryIO) -> Entry:
    """Read a file once, to its end."""
    digest, crc, size = sha256(), 0, 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
    return Entry(name, size, crc, digest.hexdigest())


def local_header(entry: Entry) -> bytes:
    name = entry.name.encode()
    sizes = (entry.crc, entry.size, entry.size)
    return LOCAL.pack(LOCAL_MARK, VERSION, UTF8, 0, TIME, DAY, *sizes, len(name), 0) + name


def directory(entries: list[Entry]) -> bytes:
    """What stands after the files: where each of them is, and the end."""
    listed, offset = b"", 0
    for entry in entries:
        name, sizes = entry.name.encode(), (entry.crc, entry.size, entry.size)
        made = 3 << 8 | VERSION
        head = CENTRAL.pack(
            CENTRAL_MARK, made, VERSION, UTF8, 0, TIME, DAY, *sizes, len(name), 0, 0, 0, 0, REGULAR_FILE, offset
        )
        listed += head + name
        offset += len(local_header(entry)) + entry.size
    return listed + END.pack(END_MARK, 0, 0, len(entries), len(entries), len(listed), offset, 0)


def read(archive: BinaryIO) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every file with its bytes, in order; at the end the container is compared with what its content makes it."""
    found: list[Entry] = []
    while True:
        head = archive.read(LOCAL.size)
        if head[:4] != LOCAL_MARK:
            break
        entry = _announced(head, archive)
        seen: list[Entry] = []
        yield entry.name, _bytes_of(entry, archive, seen)
        if seen != [entry]:
            raise Broken(f"{entry.name}: the file or its header was changed")
        found.append(entry)
    if head + archive.read() != directory(found):
        raise Broken("the list of files at the end was changed")


def _announced(head: bytes, archive: BinaryIO) -> Entry:
    try:
        _mark, _version, _flags, _way, _time, _day, crc, size, _same, length, _extra = LOCAL.unpack(head)
        entry = Entry(archive.read(length).decode(), size, crc, "")
    except (struct.error, UnicodeDecodeError) as error:
        raise Broken(f"a header cannot be read: {error}") from error
    if local_header(entry) != head + entry.name.encode():
        raise Broken(f"{entry.name}: its header was changed")
    return entry


def _bytes_of(entry: Entry, archive: BinaryIO, seen: list[Entry]) -> Iterator[bytes]:
    left, crc = entry.size, 0
    while left:
        chunk = archive.read(min(CHUNK, left))
        if not chunk:
            raise Broken(f"{entry.name}: the end is missing")
        left, crc = left - len(chunk), zlib.crc32(chunk, crc)
        yield chunk
    seen.append(entry._replace(crc=crc))
