"""Files that are no spreadsheet, or that claim to be more than they are."""

from __future__ import annotations

import struct
import time
import zipfile

import pytest
from django.utils.translation import override

from agreements.clauses.shapes import MAX_ROWS
from agreements.clauses.sheets import NotASpreadsheet
from agreements.clauses.sheets.package import LARGEST, LARGEST_UNPACKED, MOST_PARTS
from tests.agreements.sheet_cases import (
    PROGRAMME,
    changed,
    exported,
    many,
    package,
    parts_of,
    read_from,
    scope,
    told,
    with_part,
)


def lying(content: bytes, claimed: int) -> bytes:
    """Every size of unpacked parts in the table of contents, and before each part, says something else."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = changed.find(signature)
        while place >= 0:
            changed[place + offset : place + offset + 4] = struct.pack("<I", claimed)
            place = changed.find(signature, place + 4)
    return bytes(changed)


BOMB = package(parts_of(exported()) | {"xl/x.xml": b" " * (LARGEST_UNPACKED + 1)})
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
FILES = {
    "nothing": (b"", "This file is empty. Choose the spreadsheet again."),
    "too large": (b"PK" + b"x" * LARGEST, "A spreadsheet is at most"),
    "words": (b"leerjaar;onderdeel\n1;Nederlands", "This is not an Excel file"),
    "a pdf": (b"%PDF-1.7 ...", "This is not an Excel file"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "This is not an Excel file"),
    "old or locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "This is an old Excel file"),
    "another archive": (package({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<T/>"}), "not an Excel"),
    "an OpenDocument": (package({"mimetype": ODS}), "This is not an Excel"),
    "half a file": (exported()[: len(exported()) // 2], "This file is damaged"),
    "a turned byte": (exported().replace(b"PK\x03\x04", b"PK\x03\x05", 1), "This file is damaged"),
    "a bomb": (BOMB, "This file unpacks to more than"),
    "a bomb that claims to be small": (lying(BOMB, 100), "This file is damaged"),
    "very many parts": (
        package(parts_of(exported()) | {f"xl/{n}.xml": b"" for n in range(MOST_PARTS)}),
        "This file unpacks to more than",
    ),
    "another way to pack": (package(parts_of(exported()), zipfile.ZIP_LZMA), "This file is damaged"),
    "entities": (with_part("xl/worksheets/sheet2.xml", DOCTYPE), "This file is damaged"),
    "entities in wide letters": (with_part("xl/styles.xml", DOCTYPE.decode().encode("utf-16")), "This file is damaged"),
    "broken markup": (with_part("xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row"), "This file is damaged"),
    "a book of nonsense": (with_part("xl/workbook.xml", b"nonsense"), "This file is damaged"),
}


@pytest.mark.parametrize(("content", "sentence"), FILES.values(), ids=FILES)
def test_it_is_refused_in_plain_words(content, sentence):
    with override("en"), pytest.raises(NotASpreadsheet, match=sentence):
        read_from(content)


def test_macros_and_outside_links_are_left_outside():
    extra = {"xl/vbaProject.bin": b"\0" * 100, "xl/media/image1.png": b"\x89PNG"}
    reading = read_from(package(parts_of(exported()) | extra))
    assert reading.mistakes == []


def test_a_sheet_that_claims_another_size_is_read_whole():
    honest = parts_of(exported())["xl/worksheets/sheet2.xml"]
    sheet = honest.replace(b'<dimension ref="A1:K61"', b'<dimension ref="A1:A2"')
    assert b'ref="A1:A2"' in sheet
    reading = read_from(with_part("xl/worksheets/sheet2.xml", sheet))
    assert reading.answers["programme"] == scope().data["programme"]


def test_a_line_at_the_end_of_the_world_takes_no_time():
    names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    row = b'<row r="99999999999"><c r="A1"><v>1</v></c></row>'
    far = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (names, row)
    start = time.perf_counter()
    with override("nl"):
        mistakes = read_from(with_part("xl/worksheets/sheet2.xml", far)).mistakes
    assert time.perf_counter() - start < 5
    assert mistakes == [told(PROGRAMME, 1, "the line with headings is missing.", {})]


def test_a_full_file_is_read_quickly():
    content = changed(many(MAX_ROWS))
    start = time.perf_counter()
    assert read_from(content).mistakes == []
    assert time.perf_counter() - start < 2
